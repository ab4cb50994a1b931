# One image for every node. With DATABASE_URL it uses that PostgreSQL; without, it runs its own in /data.
FROM node:24-slim AS build
WORKDIR /app
ENV CI=true npm_config_loglevel=error
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY server/package.json server/
COPY shared/package.json shared/
COPY web/package.json web/
RUN npx -y pnpm@12 install --frozen-lockfile
COPY . .
# The server's programs are bundled from its modules, which are of no use afterwards.
RUN npx -y pnpm@12 build && rm -rf server/dist/modules
# What the server needs at run time, and nothing else.
RUN rm -rf node_modules */node_modules \
  && npx -y pnpm@12 install --frozen-lockfile --prod --filter "@guanxi/server..."

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 GUANXI_DATA_DIR=/data
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/shared/package.json shared/
COPY --from=build /app/shared/node_modules shared/node_modules
COPY --from=build /app/shared/dist shared/dist
COPY --from=build /app/server/package.json server/
COPY --from=build /app/server/node_modules server/node_modules
COPY --from=build /app/server/dist server/dist
COPY --from=build /app/web/dist web/dist
RUN install -d -o node -g node /data
VOLUME /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["node", "-e", \
  "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "server/dist/main.js"]
