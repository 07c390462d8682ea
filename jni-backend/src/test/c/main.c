/* The tests of the C library: main DIRECTORY, a folder for files. Ends with 0 if all is well. */
#include "check.h"

int main(int count, char **arguments) {
    CHECK(count == 2);
    test_system(arguments[1]);
    test_kernels();
    puts("the C library: all is well");
    return 0;
}
