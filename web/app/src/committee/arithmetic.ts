// A cap's arithmetic as people write it out.

import { figure, hundredths } from "../ui/format.ts";
import { committee } from "../words/committee-vi.ts";
import { say } from "../words/words.ts";
import { applyCap, total, type CapRule, type Counts } from "./caps.ts";

const t = say("committee", committee);

/** "Vượt 51", or how much room is left. */
export function verdict(rule: CapRule, counts: Counts): string {
  const { allowed, counted, kept } = applyCap(rule, counts);
  if (!kept) return t().verdictOver(figure(counted - allowed));
  return counted < allowed ? t().verdictRoom(figure(allowed - counted)) : t().verdictFull;
}

/** "Xuất sắc 199, Tốt 744. 20 % của 744 = 148,8, làm tròn xuống 148. Đang có 199: vượt 51." */
export function arithmetic(rule: CapRule, counts: Counts): string {
  const { base_count, allowed, counted } = applyCap(rule, counts);
  const [best, good] = counts;
  const given = {
    good: () => t().counts(figure(best), figure(good)),
    good_or_better: () => t().betterCounts(figure(best), figure(good), figure(base_count)),
    rated: () => t().ratedCounts(figure(best), figure(total(counts))),
  }[rule.base]();
  const product = base_count * rule.percent;
  const round = product % 100 === 0 ? "" : `, ${t().rounded[rule.rounding]} ${figure(allowed)}`;
  const end = verdict(rule, counts);
  return `${given} ${t().product(String(rule.percent), figure(base_count), hundredths(product))}${round}. ${t().have(figure(counted))}: ${end.charAt(0).toLowerCase()}${end.slice(1)}.`;
}
