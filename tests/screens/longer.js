// Turns the page round and makes its words four tenths longer, as other languages do.
() => {
  const more = length => "ensalen ".repeat(40).slice(0, Math.min(300, Math.ceil(length * 0.4)));
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const words = node.data.trim();
    if (!words || node.parentElement.closest("svg, script, bdi, .num")) continue;
    node.data = node.data.replace(words, `${words} ${more(words.length)}`);
  }
  document.documentElement.dir = "rtl";
}
