import type { HeldLinks } from '../../../db/held-links.ts';
import type { NamedActor } from './name-forms.ts';

/** Whom an article names, to be linked. */
export interface NamingArticle {
  readonly named: readonly NamedActor[];
  /** Whom its text names, by index, and how; nobody where nobody may see the text. */
  readonly mentioned: readonly { readonly named: number; readonly surface: string }[];
  /** By index. */
  readonly affiliated: readonly { readonly person: number; readonly organization: number }[];
  /** When it was published, in seconds since 1970. */
  readonly at: number;
  /** By index, whom its text names. */
  readonly inText: ReadonlySet<number>;
  /** By index, its publisher and authors. */
  readonly outlets: ReadonlySet<number>;
  readonly places: readonly string[];
  /** It was not taken back before it came. */
  readonly stands: boolean;
  /** Of its former version. */
  readonly held: HeldLinks;
}
