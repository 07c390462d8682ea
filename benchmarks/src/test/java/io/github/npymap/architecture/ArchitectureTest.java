package io.github.npymap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.npymap.spi.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Who may know whom. CONTRIBUTING.md says it in words. The classes are the same on every JDK. */
@EnabledForJreRange(min = JRE.JAVA_25)
class ArchitectureTest {
    private static final String API = "io.github.npymap";
    private static final String[] PUBLIC = {API, API + ".format", API + ".spi", API + ".types"};
    private static final String[] INSIDE = {
        API, API + ".format..", API + ".spi..", API + ".types..", API + ".internal.."
    };
    private static final String[] JAVA = {"java..", "jdk.net", "sun.misc"};

    /** Of each module, by its folder: what was compiled for the oldest Java, and for later ones. */
    private static final Map<String, String> PACKAGES = Map.of(
            "nio-backend", API + ".nio..",
            "jni-backend", API + ".jni..",
            "npz", API + ".npz..",
            "cli", API + ".cli..",
            "benchmarks", API + ".benchmarks..");

    private static JavaClasses all;

    @BeforeAll
    static void readClasses() {
        List<Path> folders = new ArrayList<>(List.of(compiled("api")));
        PACKAGES.keySet().forEach(module -> folders.add(compiled(module)));
        all = new ClassFileImporter().importPaths(folders);
    }

    private static Path compiled(String module) {
        return Path.of("..", module, "target", "classes");
    }

    @Test
    void everyModuleIsLookedAt() {
        PACKAGES.values()
                .forEach(module -> assertThat(all.that(resideInAPackage(module)))
                        .as(module)
                        .isNotEmpty());
        assertThat(all.that(resideInAPackage(API))).isNotEmpty();
    }

    @Test
    void theApiKnowsNothingButJava() {
        classes()
                .that()
                .resideInAnyPackage(INSIDE)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(JAVA).or(resideInAnyPackage(INSIDE)))
                .check(all);
    }

    @Test
    void noPackageOfTheApiDependsOnOneThatDependsOnIt() {
        slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(all.that(resideInAnyPackage(INSIDE)));
    }

    @Test
    void whatIsInternalUsesTypesAndTheSpiOnly() {
        noClasses()
                .that()
                .resideInAPackage(API + ".internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(API, API + ".format..")
                .check(all);
    }

    @Test
    void typesKnowNothingOfFiles() {
        classes()
                .that()
                .resideInAPackage(API + ".types..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..")
                        .and(not(resideInAnyPackage("java.nio.file..", "java.nio.channels..")))
                        .or(resideInAnyPackage(API + ".types", API + ".internal.python")))
                .check(all);
    }

    private static final class ByPackage implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "each package";
        }
    }

    @Test
    void noBackendKnowsAnother() {
        noClasses()
                .that()
                .resideInAPackage(API + ".nio..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(API + ".jni..")
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(API + ".jni..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(API + ".nio..")
                .check(all);
    }

    @Test
    void backendsUseWhatIsExported() {
        for (String backend : Set.of(API + ".nio..", API + ".jni..")) {
            classes()
                    .that()
                    .resideInAPackage(backend)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(JAVA)
                            .or(resideInAnyPackage(PUBLIC))
                            .or(resideInAnyPackage(backend, "com.sun.jna..")))
                    .check(all);
        }
    }

    @Test
    void backendsAreReachedThroughServiceLoaderOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(API + ".nio..", API + ".jni..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(API + ".nio..", API + ".jni..")
                .check(all);
        classes()
                .that()
                .implement(BackendProvider.class)
                .should()
                .resideInAnyPackage(API + ".nio", API + ".jni")
                .check(all);
    }

    @Test
    void onlyArchivesAndTheCommandShareTheInsideOfTheApi() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        API,
                        API + ".format..",
                        API + ".spi..",
                        API + ".types..",
                        API + ".internal..",
                        API + ".npz..",
                        API + ".cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(API + ".internal..")
                .check(all);
    }

    @Test
    void noPackageIsInTwoModules() {
        for (Map.Entry<String, String> module : PACKAGES.entrySet()) {
            JavaClasses own = new ClassFileImporter().importPath(compiled(module.getKey()));
            assertThat(own.that(describe(
                            "elsewhere",
                            (JavaClass type) -> !type.getPackageName()
                                    .startsWith(module.getValue().replace("..", "")))))
                    .as(module.getKey())
                    .isEmpty();
        }
    }

    @Test
    void onlyPublicPackagesAreExported() throws IOException {
        assertThat(exports("api")).containsExactlyInAnyOrder(PUBLIC);
        assertThat(exports("npz")).containsExactly(API + ".npz");
        assertThat(exports("nio-backend")).isEmpty();
        assertThat(exports("jni-backend")).isEmpty();
        assertThat(exports("npymap")).isEmpty();
    }

    private static Set<String> exports(String module) throws IOException {
        try (InputStream descriptor = Files.newInputStream(compiled(module).resolve("module-info.class"))) {
            return ModuleDescriptor.read(descriptor).exports().stream()
                    .filter(exported -> !exported.isQualified())
                    .map(Exports::source)
                    .collect(Collectors.toSet());
        }
    }
}
