# PostgreSQL of the profile `scale`, with a database for Lotsen alone. Built from the top folder.
ARG POSTGRES_BASE=postgres:15-bookworm

FROM ${POSTGRES_BASE}
RUN useradd --system --uid 10001 --no-create-home --home-dir /tmp lotsen \
    && install -d -o lotsen -g lotsen -m 700 /data
COPY deploy/postgres /usr/local/bin/lotsen-postgres
ENV LANG=C.UTF-8
USER 10001
STOPSIGNAL SIGINT
ENTRYPOINT []
CMD ["lotsen-postgres"]
