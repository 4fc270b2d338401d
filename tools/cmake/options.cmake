# What every target of this project compiles with.
add_library(twin_options INTERFACE)
add_library(twin::options ALIAS twin_options)
target_compile_features(twin_options INTERFACE cxx_std_20)
target_include_directories(twin_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(twin_options INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wpedantic -Werror
  -Wno-missing-field-initializers  # designated initialisers leave the rest at its default on purpose
  -ffp-contract=off)  # a*b+c must have one value on every machine: equal bits are promised

# Adds a static library of the project under its name `twin::NAME`.
function(twin_library name)
  add_library(twin_${name} STATIC ${ARGN})
  add_library(twin::${name} ALIAS twin_${name})
  target_link_libraries(twin_${name} PUBLIC twin::options)
endfunction()
