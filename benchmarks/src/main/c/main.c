#include <stdio.h>

int main(void) {
    puts("npymap-reference");
    return 0;
}
