const SIZE = 20;

/** The pages of one list, twenty entries each. */
function paged(name, address, entries) {
  const pages = [];
  for (let at = 0; at < entries.length; at += SIZE) {
    const number = at / SIZE;
    const place = number ? `${address}page/${number + 1}/` : address;
    pages.push({ name, place, next: at + SIZE < entries.length && `${address}page/${number + 2}/`, entries: entries.slice(at, at + SIZE) });
  }
  return pages;
}

/** Entries by what they are about; an entry may be about several things. */
function grouped(entries, about) {
  const groups = new Map();
  for (const entry of entries) {
    for (const name of about(entry)) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(entry);
    }
  }
  return groups;
}

export default function (config) {
  const newest = (api) => api.getFilteredByGlob("entries/**/*.md").sort((a, b) => b.date - a.date);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addCollection("entries", newest);
  config.addCollection("newest", (api) => newest(api).slice(0, SIZE));
  config.addCollection("lists", (api) => {
    const all = newest(api);
    const slugify = config.getFilter("slugify");
    const lists = (folder, groups) => [...groups].flatMap(([name, entries]) => paged(name, `${folder}${slugify(name)}/`, entries));
    const kinds = grouped(all, (entry) => [entry.inputPath.split("/").at(-2)]);
    const topics = grouped(all, (entry) => entry.data.topics);
    return [...paged("A long journal", "/", all), ...lists("/", kinds), ...lists("/tags/", topics)];
  });
  config.addCollection("topics", (api) => [...new Set(newest(api).flatMap((entry) => entry.data.topics))].sort());
  return { markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
