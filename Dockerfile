# The app alone: docker build -t skein . && docker run -p 127.0.0.1:3000:3000 -v skein-data:/data skein
FROM node:24-bookworm-slim AS build
WORKDIR /skein
ENV CHECKPOINT_DISABLE=1 NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund && npm cache clean --force
COPY . .
# The database client and the build, as `npm start` makes them, but as a self-contained folder.
RUN SKEIN_STANDALONE=true node scripts/prepare.mjs --build

FROM node:24-bookworm-slim
WORKDIR /skein
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    NEXT_MANUAL_SIG_HANDLE=true \
    MALLOC_ARENA_MAX=1 \
    MALLOC_TRIM_THRESHOLD_=131072 \
    HOST=0.0.0.0 \
    HOSTNAME=0.0.0.0 \
    PORT=3000 \
    SKEIN_DATA_DIR=/data
COPY --from=build /skein/.next/standalone ./
COPY --from=build /skein/.next/static ./.next/static
COPY --from=build /skein/public ./public
COPY --from=build /skein/prisma/migrations ./prisma/migrations
# A worker of its own: docker run … skein node worker.mjs
COPY --from=build /skein/scripts/run-worker.mjs ./worker.mjs
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=60", "server.js"]
