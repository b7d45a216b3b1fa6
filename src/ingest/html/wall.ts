import { type Block, blocksOf } from './blocks.ts';
import type { PageDocument } from './parse-page.ts';

const LONGEST_WALL = 300;

/** How what a paywall says begins, in the languages whose words for it we know. */
const WALLS = [
  /^to (?:continue|keep) reading|^want to (?:keep reading|read (?:more|on|the rest))\?/,
  /^(?:please )?(?:subscribe|sign in|log in|register|sign up)(?: now| today| for free)? to (?:read|continue|keep|access|unlock|view)/,
  /^(?:(?:log|sign) in|register|subscribe) or (?:subscribe|register|sign up|log in|sign in)/,
  /^already (?:a (?:subscriber|member)|have an account)|^create (?:a free|an) account to|^start your (?:free )?trial/,
  /^this (?:article|content|story) is (?:only )?(?:for|available to|exclusive to|reserved for) (?:our )?(?:\w+ )?(?:subscribers|members)/,
  /^this is (?:a )?(?:premium|subscribers?|members?)[ -](?:only )?(?:content|article|story)/,
  /^(?:the )?(?:rest|remainder) of this (?:article|story) is|^unlock (?:this|the full|unlimited)|^continue reading (?:with|by|for)/,
  /^you(?:'ve| have) (?:reached|read|used)\b.{0,40}\b(?:limit|free articles)/,
  /^(?:jetzt |um )?weiterlesen (?:mit|und|für|zu)|^lesen sie .{0,40}weiter mit|^(?:sie sind |sind sie )?(?:bereits|schon) abonnent/,
  /^(?:dieser|dieses) (?:\S+-)?(?:artikel|inhalt|beitrag|text) ist (?:nur |exklusiv )?(?:für|ein plus)/,
  /^il vous reste \d+\s?%|^(?:la suite|cet article|ce contenu)(?: de .{0,30})? est réservée?|^déjà abonnée?|^abonnez-vous pour|^pour lire la suite/,
  /^para (?:seguir|continuar) (?:leyendo|lendo)|^(?:este )?(?:contenido|artículo|conteúdo|artigo) (?:es |é )?exclusivo para|^suscríbe?te para|^¿?ya eres suscriptor/,
  /^assine para|^já é assinante|^per continuare a leggere|^(?:questo )?(?:contenuto|articolo) (?:è )?riservato|^abbonati per|^sei già abbonat/,
  /^verder lezen|^lees verder met|^al abonnee|^dit artikel is (?:alleen |exclusief )?voor/,
  /^(?:läs vidare|les videre|læs videre|fortsätt läsa) (?:med|som)|^(?:redan|allerede) (?:prenumerant|abonnent)/,
];

/** What a paywall says where the article breaks off. */
export function isWall({ text }: Block): boolean {
  const said = text.replaceAll('’', "'").toLowerCase();
  return text.length <= LONGEST_WALL && WALLS.some((wall) => wall.test(said));
}

const OFFERS = ['paywall', 'regwall', 'subscri', 'premium', 'promo', 'offer'];
/** Outside of the article only a box that is called a wall is one: a head of any page asks for subscribers. */
const WALL_BOX = [
  ...OFFERS.slice(0, 2).map((name) => `[class*="${name}" i]`),
  ...OFFERS.flatMap((name) => [`article [class*="${name}" i]`, `main [class*="${name}" i]`]),
].join(', ');
const NOT_SHOWN = 'nav, header, footer, aside, dialog, [hidden], [aria-hidden="true"]';

/** Whether a box that is no part of the text says so, before it is taken away. */
export function hasWallBox(document: PageDocument): boolean {
  return [...document.querySelectorAll(WALL_BOX)].some(
    (box) => box.closest(NOT_SHOWN) === null && blocksOf(box).some(isWall),
  );
}
