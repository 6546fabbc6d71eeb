// Days as whole numbers since 1970. A month or a year is a span of them; what lacks a year has no place in time.

const Dates = {
  day: (year, month, day) => {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return Math.round(date.getTime() / 864e5);
  },
  /** `2023-02-14`, `2023-02`, `2023`, or an interval of two joined by `/` → [first day, last day]; else null. */
  span(text) {
    if (text.includes("/")) {
      const ends = text.split("/").map(Dates.span);
      return ends.length === 2 && ends[0] && ends[1] ? [ends[0][0], Math.max(ends[0][0], ends[1][1])] : null;
    }
    const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:Z|[+-]\d\d:\d\d)?$/.exec(text);
    if (!found) return null;
    const [year, month, day] = found.slice(1, 4).map(Number);
    if (found[3]) return [Dates.day(year, month, day), Dates.day(year, month, day)];
    if (found[2]) return [Dates.day(year, month, 1), Dates.day(year, month + 1, 0)];
    return [Dates.day(year, 1, 1), Dates.day(year, 12, 31)];
  },
  text: (day) => new Date(day * 864e5).toISOString().slice(0, 10),
};
