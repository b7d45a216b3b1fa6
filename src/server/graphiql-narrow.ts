/** GraphiQL sets its panes side by side, each too narrow to read on a telephone: there they stand one below the other. */
const ON_A_TELEPHONE = `<meta name="viewport" content="width=device-width, initial-scale=1"><style>
  @media (max-width: 700px) {
    .graphiql-main, #graphiql-session { flex-direction: column !important }
    .graphiql-horizontal-drag-bar, .graphiql-logo { display: none }
    .graphiql-editors, .graphiql-response { min-height: 0; overflow: hidden }
  }
</style>`;

export function withRoomOnTelephones(html: string): string {
  return html.replace('</head>', () => `${ON_A_TELEPHONE}</head>`);
}
