# The packages that serving needs, with the built-in Postgres among them; the Node that npm brings stays behind.
FROM node:24.21.0-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/node-* node_modules/.bin/node
# Links between libraries of Postgres, which nobody could make later in a folder that root alone writes in.
COPY db/embedded ./db/embedded
RUN node --input-type=module -e "import { installedBinaries } from './db/embedded/binaries.ts'; await installedBinaries()"

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY db ./db
COPY schema ./schema
COPY src ./src
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4000
# Not whether it is ready: a server whose database is away is not mended by starting it anew.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# As `npm start` does.
CMD ["node", "--max-semi-space-size=16", "--heap-growing-percent=80", "--no-parallel-scavenge", "src/main.ts"]
