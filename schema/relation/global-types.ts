import type {
  EnumRef,
  FieldKind,
  FieldNullability,
  InputFieldMap,
  InputRef,
  OutputType,
  SchemaTypes,
  ShapeFromTypeParam,
  TypeParam,
} from '@pothos/core';
import type { Reader } from '../../db/reader.ts';
import type { Filter, List, ToMany, ToOne } from '../../db/relation.ts';
import type { Row, TableName } from '../../db/tables.ts';
import type { Connection } from './connection.ts';
import type { RelationPlugin } from './plugin.ts';
import type { Select } from './select.ts';

/** Narrows a connection: the argument's type, and what it asks of the rows. */
export interface FilterOption<Input> {
  readonly type: InputRef<Input>;
  readonly where: (reader: Reader, input: Input) => Filter | null | Promise<Filter | null>;
}

export interface RelatedOptions<Type> {
  readonly type: Type;
  readonly description: string;
}

export interface ConnectionOptions<Types extends SchemaTypes, Type, Input> extends RelatedOptions<Type> {
  /** Its values are the names of the list's orders; without it the list has its default order alone. */
  readonly order?: EnumRef<Types, string>;
  readonly filter?: FilterOption<Input>;
  /** Who may ask; without it everybody. */
  readonly authScopes?: Partial<Types['AuthScopes']>;
}

/** A relation that hangs on a column which the parent's row has. */
type Of<ParentShape, Relation> = Relation & { readonly column: keyof ParentShape & string };

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      relation: RelationPlugin<Types>;
    }

    interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** What the resolver reads of its parent, for look-ahead; without it the whole row. */
      readonly select?: Select<keyof ParentShape & string>;
    }

    interface RootFieldBuilder<Types extends SchemaTypes, ParentShape, Kind extends FieldKind = FieldKind> {
      /** The row behind a foreign key of the parent's row; null where the key is, unless `nullable` is false. */
      related<
        From extends TableName,
        To extends TableName,
        Type extends OutputType<Types>,
        Nullable extends boolean = true,
      >(
        relation: Of<ParentShape, ToOne<From, To>>,
        options: RelatedOptions<Type> & { readonly nullable?: Nullable },
      ): FieldRef<Types, ShapeFromTypeParam<Types, Type, Nullable>>;

      /** All rows behind the parent's row, for lists that an article's own text bounds. */
      relatedList<From extends TableName, To extends TableName, Type extends OutputType<Types>>(
        relation: Of<ParentShape, ToMany<From, To>>,
        options: RelatedOptions<Type>,
      ): FieldRef<Types, ShapeFromTypeParam<Types, [Type], false>>;

      /** A Relay connection over the rows behind the parent's row. */
      relatedConnection<From extends TableName, To extends TableName, Type extends OutputType<Types>, Input>(
        relation: Of<ParentShape, ToMany<From, To>>,
        options: ConnectionOptions<Types, Type, Input>,
      ): FieldRef<Types, Connection<Row<To>>>;

      /** A Relay connection over a list that hangs on nothing. */
      listConnection<To extends TableName, Type extends OutputType<Types>, Input>(
        list: List<To>,
        options: ConnectionOptions<Types, Type, Input>,
      ): FieldRef<Types, Connection<Row<To>>>;
    }
  }
}
