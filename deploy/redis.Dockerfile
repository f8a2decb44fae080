# Redis of the profile `scale`: hints and counts, nothing that is kept. Built from the top folder.
ARG REDIS_BASE=redis:7-bookworm

FROM ${REDIS_BASE}
RUN useradd --system --uid 10001 --no-create-home --home-dir /tmp lotsen
COPY deploy/redis /usr/local/bin/lotsen-redis
USER 10001
ENTRYPOINT []
CMD ["lotsen-redis"]
