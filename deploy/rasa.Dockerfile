# Rasa with the bot's files. Built from the top folder; the model is trained at the first start.
ARG RASA_BASE=python:3.10-slim-bookworm

FROM ${RASA_BASE} AS made
# Other places for packages; the names are pip's own.
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG PIP_FIND_LINKS
ARG PIP_CERT
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PATH=/venv/bin:$PATH
RUN python3 -m venv /venv
COPY bot/requirements.txt ./
RUN pip install --no-deps --require-hashes -r requirements.txt

FROM ${RASA_BASE}
RUN useradd --system --uid 10001 --no-create-home --home-dir /tmp lotsen \
    && install -d -o lotsen -g lotsen -m 700 /models
COPY --from=made /venv /venv
WORKDIR /app
COPY config.yml ./
COPY bot bot
# What the encoder is made of: another encoder wants another model.
COPY knowledge/encoder encoder
COPY deploy/rasa deploy/rasa
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp MPLCONFIGDIR=/tmp \
    RASA_TELEMETRY_ENABLED=false SQLALCHEMY_SILENCE_UBER_WARNING=1 TF_CPP_MIN_LOG_LEVEL=3
USER 10001
CMD ["deploy/rasa"]
