#include "scenarios/renovation/portfolio.h"

#include <coin/Cbc_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

namespace twin {
namespace {

using Model = std::unique_ptr<Cbc_Model, decltype(&Cbc_deleteModel)>;

/// Rows are added one by one over the columns item × year.
class Program {
 public:
  Program(std::size_t items, std::size_t years)
      : model_(Cbc_newModel(), Cbc_deleteModel), years_(years) {
    (void)items;
    Cbc_setObjSense(model_.get(), -1.0);
    Cbc_setParameter(model_.get(), "logLevel", "0");
    Cbc_setParameter(model_.get(), "threads", "0");
    Cbc_setParameter(model_.get(), "maxNodes", "200000");
  }

  int column(std::size_t item, std::size_t year) const {
    return static_cast<int>(item * years_ + year);
  }
  void add_binary(double value) {
    Cbc_addCol(model_.get(), "", 0.0, 1.0, value, 1, 0, nullptr, nullptr);
  }
  void add_row(const std::vector<int>& columns, const std::vector<double>& weights, double most) {
    Cbc_addRow(model_.get(), "", static_cast<int>(columns.size()), columns.data(), weights.data(),
               'L', most);
  }
  Cbc_Model* get() const { return model_.get(); }

 private:
  Model model_;
  std::size_t years_;
};

}  // namespace

std::size_t Portfolio::funded() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(year_of, [](const auto& year) { return year.has_value(); }));
}

Portfolio best_portfolio(std::span<const Fundable> items, const Conflicts& conflicts,
                         std::span<const double> yearly_budgets, double yearly_factor) {
  const std::size_t years = yearly_budgets.size();
  Portfolio portfolio{.year_of = std::vector<std::optional<std::size_t>>(items.size()),
                      .proven = true};
  if (items.empty() || years == 0) return portfolio;
  Program program(items.size(), years);
  for (const Fundable& item : items) {
    for (std::size_t y = 0; y < years; ++y) {
      program.add_binary(item.value * std::pow(yearly_factor, static_cast<double>(y)));
    }
  }
  const auto all_years = [&](std::initializer_list<std::size_t> of_items) {
    std::vector<int> columns;
    for (const std::size_t item : of_items) {
      for (std::size_t y = 0; y < years; ++y) columns.push_back(program.column(item, y));
    }
    return columns;
  };
  const auto at_most_one = [&](const std::vector<int>& columns) {
    program.add_row(columns, std::vector<double>(columns.size(), 1.0), 1.0);
  };
  for (std::size_t i = 0; i < items.size(); ++i) at_most_one(all_years({i}));
  for (const auto& [a, b] : conflicts) at_most_one(all_years({a, b}));
  for (std::size_t y = 0; y < years; ++y) {
    std::vector<int> columns;
    std::vector<double> costs;
    for (std::size_t i = 0; i < items.size(); ++i) {
      columns.push_back(program.column(i, y));
      costs.push_back(items[i].cost);
    }
    program.add_row(columns, costs, yearly_budgets[y]);
  }
  Cbc_solve(program.get());
  portfolio.proven = Cbc_isProvenOptimal(program.get()) != 0;
  portfolio.bound = Cbc_getBestPossibleObjValue(program.get());
  const double* solution = Cbc_getColSolution(program.get());
  if (solution == nullptr) return portfolio;
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t y = 0; y < years; ++y) {
      if (solution[program.column(i, y)] < 0.5) continue;
      portfolio.year_of[i] = y;
      portfolio.value += items[i].value * std::pow(yearly_factor, static_cast<double>(y));
    }
  }
  return portfolio;
}

}  // namespace twin
