/** GraphiQL sets its panes side by side, each too narrow to read on a telephone: there they stand one below the other. */
const ON_A_TELEPHONE = `@media (max-width: 700px) {
    .graphiql-main, #graphiql-session { flex-direction: column !important }
    .graphiql-horizontal-drag-bar, .graphiql-logo { display: none }
    .graphiql-editors, .graphiql-response { min-height: 0; overflow: hidden }
  }`;

/** Its editor frames what may be mistaken for another character, as in code: in news every curly apostrophe. */
const UNFRAMED = '.monaco-editor .unicode-highlight { border: 0 !important; background: none !important }';

const HEAD = `<meta name="viewport" content="width=device-width, initial-scale=1"><style>
  ${ON_A_TELEPHONE}
  ${UNFRAMED}
</style>`;

export function withOwnStyles(html: string): string {
  return html.replace('</head>', () => `${HEAD}</head>`);
}
