/**
 * GraphiQL's tabs can be dragged. Where their list changes its width, as when the fonts arrive or the window is resized,
 * the code for that moves each tab away, seen only at the press of a button, so that the click misses the tab.
 */
const STAY = `<style>.graphiql-tab { transform: none !important }</style>`;

/**
 * Without the drag, a press that moves a little stays a click. And GraphiQL opens one tab more at each visit where the
 * query it kept is none of a tab: it shall be that of the tab last open, or of the one that the page's address names.
 */
const SCRIPT = `<script>
  document.addEventListener(
    'pointerdown',
    (event) => event.target.closest?.('.graphiql-tab') && event.stopPropagation(),
    true,
  );
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    const wanted = new URL(location).searchParams.get('query');
    const active = tabs[activeTabIndex];
    const tab = wanted && active.query !== wanted ? tabs.find(({ query }) => query === wanted) : active;
    for (const part of ['query', 'variables', 'headers']) {
      if (tab?.[part]) localStorage.setItem('graphiql:' + part, tab[part]);
      else localStorage.removeItem('graphiql:' + part);
    }
  } catch {
    // A first visit, or a browser that keeps nothing.
  }
</script>`;

export function withSteadyTabs(html: string): string {
  return html.replace('</head>', () => `${STAY}${SCRIPT}</head>`);
}
