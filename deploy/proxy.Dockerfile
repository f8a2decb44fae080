# The proxy of the profile `scale`: Caddy with one file. Built from the top folder.
ARG PROXY_BASE=caddy:2

FROM ${PROXY_BASE}
# A copy has no file capabilities, with which it could not start where it may have none.
RUN cp "$(command -v caddy)" /usr/local/bin/proxy
COPY deploy/Caddyfile /etc/lotsen/Caddyfile
ENV HOME=/tmp XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
USER 10001
CMD ["/usr/local/bin/proxy", "run", "--config", "/etc/lotsen/Caddyfile", "--adapter", "caddyfile"]
