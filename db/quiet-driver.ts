import {
  type AbortableOperationOptions,
  type CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type QueryResult,
} from 'kysely';

const NO_ROWS: QueryResult<never> = { rows: [] };

/** Kysely prints on the console how a statement ends that an abort has cut short, though nobody waits for it any more. */
export class QuietPostgresDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): PostgresDriver {
    return new QuietDriver(this.#config);
  }
}

class QuietDriver extends PostgresDriver {
  readonly #quiet = new WeakSet<DatabaseConnection>();

  override async acquireConnection(options?: AbortableOperationOptions): Promise<DatabaseConnection> {
    try {
      const connection = await super.acquireConnection(options);
      if (!this.#quiet.has(connection)) this.#quieten(connection);
      return connection;
    } catch (error) {
      if (options?.signal?.aborted) return new Promise(() => {});
      throw error;
    }
  }

  #quieten(connection: DatabaseConnection): void {
    this.#quiet.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async <R>(query: CompiledQuery, options?: AbortableOperationOptions) => {
      try {
        return await execute<R>(query, options);
      } catch (error) {
        if (options?.signal?.aborted) return NO_ROWS;
        throw error;
      }
    };
    // It fails as well where the statement has ended by itself meanwhile.
    const cancel = connection.cancelQuery?.bind(connection);
    connection.cancelQuery = (...given) => cancel!(...given).catch(() => {});
  }
}
