export default { layout: "entry.njk", permalink: ({ page }) => `${page.filePathStem.replace("/entries", "")}/index.html` };
