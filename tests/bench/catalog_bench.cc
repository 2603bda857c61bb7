// What the built-in catalog costs: look-ups, start-up, bytes in the program.
//
//   build/tests/bench/catalog_bench
//
// The aims, for a machine of 2020 and later: a code under 20 ns, a symbol under
// 200 ns, the first use under 1 ms, all tables under 3 MiB.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/builtin.h"
#include "catalog/table.h"
#include "hrscan/catalog.h"

namespace hrscan {
namespace {

// So many that the processor cannot learn their order.
constexpr std::size_t kLookups = 1 << 14;

struct Known {
  StatusCode code;
  CodeKind kind;
  std::string_view symbol;
};

// Names of the catalog at random, the same in every run.
std::vector<Known> some_names() {
  const Catalog& catalog = Catalog::builtin();
  std::mt19937 random(1);
  std::vector<Known> names;
  for (std::size_t i = 0; i < kLookups; ++i) {
    const Rule rule = catalog.rule(random() % catalog.size());
    names.push_back({rule.code, rule.kind, rule.symbol});
  }
  return names;
}

// Calls `function` for one item after the other.
template <typename Items, typename Function>
void for_each(benchmark::State& state, const Items& items, Function function) {
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(function(items[i]));
    if (++i == items.size()) i = 0;
  }
}

void known_code(benchmark::State& state) {
  for_each(state, some_names(), [](const Known& name) {
    return Catalog::builtin().knows(name.code, name.kind);
  });
}
BENCHMARK(known_code);

void unknown_code(benchmark::State& state) {
  std::mt19937 random(2);
  std::vector<std::uint32_t> codes(kLookups);
  for (std::uint32_t& code : codes) code = random() | 0x8000'0000;
  for_each(state, codes, [](std::uint32_t code) {
    return Catalog::builtin().knows(StatusCode(code), CodeKind::kHresult);
  });
}
BENCHMARK(unknown_code);

void classification(benchmark::State& state) {
  for_each(state, some_names(), [](const Known& name) {
    return Catalog::builtin().classify(name.code);
  });
}
BENCHMARK(classification);

// The ten codes that logs are full of.
void frequent_code(benchmark::State& state) {
  const std::vector<std::uint32_t> codes = {
      0x80070005, 0x80070002, 0x80004005, 0x800706BA, 0x80070490,
      0x80072EE2, 0x80240022, 0x800F081F, 0x80070057, 0x8007000E};
  for_each(state, codes, [](std::uint32_t code) {
    return Catalog::builtin().classify(StatusCode(code));
  });
}
BENCHMARK(frequent_code);

void meaning(benchmark::State& state) {
  for_each(state, some_names(), [](const Known& name) {
    return Catalog::builtin().meaning(name.code, name.kind);
  });
}
BENCHMARK(meaning);

void known_symbol(benchmark::State& state) {
  for_each(state, some_names(), [](const Known& name) {
    return Catalog::builtin().find_symbol(name.symbol);
  });
}
BENCHMARK(known_symbol);

void unknown_symbol(benchmark::State& state) {
  std::vector<std::string> symbols;
  for (const Known& name : some_names()) {
    symbols.push_back(std::string(name.symbol) + "_X");
  }
  for_each(state, symbols, [](const std::string& symbol) {
    return Catalog::builtin().find_symbol(symbol);
  });
}
BENCHMARK(unknown_symbol);

void mention_among_rivals(benchmark::State& state) {
  const std::string line(120, 'x');
  for (auto _ : state) {
    benchmark::DoNotOptimize(Catalog::builtin().mentioned_name(
        StatusCode(0x80040211), CodeKind::kHresult, line, {}));
  }
}
BENCHMARK(mention_among_rivals);

void mention_of_one_name(benchmark::State& state) {
  const std::string line(120, 'x');
  for (auto _ : state) {
    benchmark::DoNotOptimize(Catalog::builtin().mentioned_name(
        StatusCode(0x80240001), CodeKind::kHresult, line, {}));
  }
}
BENCHMARK(mention_of_one_name);

void reader(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        std::make_unique<table::Reader>(builtin_tables().front().words));
  }
}
BENCHMARK(reader);

// The first use in this process, with the page faults that only it has.
void print_first_use() {
  const auto start = std::chrono::steady_clock::now();
  benchmark::DoNotOptimize(
      Catalog::builtin().meaning(StatusCode(0x80070005), CodeKind::kHresult));
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - start;
  std::printf("first use of the catalog: %.3f ms\n", took.count());
}

void print_sizes() {
  std::size_t all = 0;
  for (const BuiltinTable& built_in : builtin_tables()) {
    all += table::Reader(built_in.words).size_in_bytes();
  }
  const Catalog& catalog = Catalog::builtin();
  std::printf("catalog in the program: %.2f MiB, %zu names of %zu codes\n",
              static_cast<double>(all) / (1 << 20), catalog.size(),
              catalog.distinct_codes());
}

}  // namespace
}  // namespace hrscan

int main(int argc, char** argv) {
  hrscan::print_first_use();
  hrscan::print_sizes();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
