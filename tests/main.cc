// The test program's main(), in a file of its own: compiling Catch2's runner
// takes longer than compiling any test.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
