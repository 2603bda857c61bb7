#!/usr/bin/env bash
# Builds, shows and tests hrscan on Debian 12.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'END'
usage: ./bootstrap.sh COMMAND

  demo    build hrscan and show what it makes of the sample logs
  build   build hrscan: build/hrscan
  test    build and run all tests: release, sanitizers, fuzzing
  bench   build, and hold hrscan against other programs: a table, some minutes;
          takes the options of tests/bench/run, such as --size 64M
  deps    install the Debian packages that all of this needs

Run it as root, or as a user who may use sudo. Packages are installed only if
some are missing; everything else stays in build/ and build-asan/.
FUZZ_SECONDS (default 5) is how long `test` runs each fuzz target.
END
}

# The third line is what libarchive is linked with; without it, or a part of it,
# hrscan starts slower.
build_packages=(
  g++ cmake ninja-build pkg-config
  catch2 libarchive-dev libboost-program-options-dev libfmt-dev libhwy-dev
  libre2-dev libspdlog-dev libtomlplusplus-dev nlohmann-json3-dev zlib1g-dev
  libbz2-dev liblz4-dev liblzma-dev libzstd-dev nettle-dev
  esbuild libjs-chart.js
)
# clang and its run-time library are for libFuzzer, the headers of mingw-w64 for
# the tests of `rules import`, strace and acl for those of `annotate -i`,
# cmark-gfm, junitparser and PyYAML for those of `check`, the Prometheus client
# for those of `summary`, fish and zsh for those of `completion`; chromium and
# what follows it are for the HTML report. valgrind counts instructions. The
# benchmarks (libbenchmark) are built here, so that they stay whole, and not
# run.
test_packages=(
  acl clang libclang-rt-14-dev cmark-gfm libbenchmark-dev mingw-w64-common
  python3 python3-jsonschema python3-junitparser python3-prometheus-client
  python3-yaml strace valgrind fish zsh
  chromium chromium-driver python3-selenium node-typescript node-chart.js
)
# What `bench` alone needs: hrscan is held against these.
bench_packages=(libbenchmark-dev perl python3 ripgrep ugrep)

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

is_installed() {
  [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_packages() {
  local missing=() package
  for package in "$@"; do
    is_installed "$package" || missing+=("$package")
  done
  if [ "${#missing[@]}" -eq 0 ]; then
    return
  fi
  echo "Installing with apt-get: ${missing[*]}"
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Runs a step with its output in a file, which is shown if the step fails.
step() {
  local title=$1 log=$2
  shift 2
  echo "$title"
  mkdir -p "$(dirname "$log")"
  if ! "$@" >>"$log" 2>&1; then
    tail -n 60 "$log" >&2
    echo "failed; all output is in $log" >&2
    exit 1
  fi
}

# build_tree PRESET FOLDER TARGET [CMAKE_OPTION]...
build_tree() {
  local preset=$1 folder=$2 target=$3
  shift 3
  rm -f "$folder/bootstrap.log"
  step "Configuring $folder/" "$folder/bootstrap.log" \
    cmake --preset "$preset" "$@"
  step "Building $folder/" "$folder/bootstrap.log" \
    cmake --build "$folder" --target "$target" --parallel "$(nproc)"
}

build_program() {
  install_packages "${build_packages[@]}"
  build_tree release build hrscan_program -DHRSCAN_WERROR=ON
}

# What hosts of reports publish with npm, where npm is there: without it the
# tests say what they pass over.
install_npm_packages() {
  command -v npm >/dev/null || return 0
  mkdir -p build/npm
  cp tests/npm/package.json tests/npm/package-lock.json build/npm/
  npm ci --prefix build/npm --ignore-scripts --no-audit --no-fund \
    >build/npm/npm.log 2>&1 ||
    echo "npm could not install what tests/npm names; see build/npm/npm.log"
}

# Some lines of a log, without their dates so that they fit a screen.
excerpt() {
  sed -n '67p;125p;130p;133p;138p;515p;552p;556p;628p;680p;1127p;1128p' \
    samples/CBS.log | tr -d '\r' |
    sed -E 's/^[0-9-]+ ([0-9:]+), ([A-Za-z]+) +[A-Z]+ +/\1 \2: /'
}

demo() {
  build_program
  echo
  echo "== A dozen lines of samples/CBS.log, annotated: hrscan annotate"
  echo
  excerpt | build/hrscan annotate | sed G
  echo "== What the sample logs hold: hrscan summary --top 15 samples/"
  echo
  build/hrscan summary --top 15 --include '*.log' samples/
  echo
  echo "Try it on a log of your own: build/hrscan annotate FILE"
}

run_tests() {
  install_packages "${build_packages[@]}" "${test_packages[@]}"
  install_npm_packages
  build_tree release build all -DHRSCAN_WERROR=ON \
    -DHRSCAN_BUILD_BENCHMARKS=ON
  build_tree asan build-asan all -DHRSCAN_WERROR=ON \
    -DHRSCAN_FUZZ_SECONDS="${FUZZ_SECONDS:-5}"
  # One run over the tests of both builds, so that one summary tells.
  mkdir -p build/all-builds
  printf 'subdirs("%s")\n' "$PWD/build" "$PWD/build-asan" \
    >build/all-builds/CTestTestfile.cmake
  echo "Testing"
  ctest --test-dir build/all-builds --output-on-failure \
    --parallel "$(nproc)"
}

run_benchmarks() {
  install_packages "${build_packages[@]}" "${bench_packages[@]}"
  build_tree release build benchmarks -DHRSCAN_BUILD_BENCHMARKS=ON
  tests/bench/run "$@"
}

case "${1-}" in
  demo) demo ;;
  build) build_program && echo "Built build/hrscan" ;;
  test) run_tests ;;
  bench) run_benchmarks "${@:2}" ;;
  deps)
    install_packages "${build_packages[@]}" "${test_packages[@]}" \
      "${bench_packages[@]}"
    ;;
  -h | --help | help) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
