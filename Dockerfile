FROM python:3.11-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /build
COPY requirements/base.txt requirements/build.txt requirements/
RUN python -m venv /opt/refundry \
    && /opt/refundry/bin/pip install --require-hashes -r requirements/base.txt \
    && pip install --require-hashes -r requirements/build.txt
COPY pyproject.toml README.md ./
COPY front front
COPY app app
COPY refundry refundry
COPY workers workers
RUN REFUNDRY_DESK_REQUIRED=1 pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/refundry/bin/pip install --no-deps --no-index dist/refundry-*.whl \
    && /opt/refundry/bin/python -m compileall -q /opt/refundry/lib

FROM python:3.11-slim
ENV PATH=/opt/refundry/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY --from=build /opt/refundry /opt/refundry
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin refundry
USER 10001
WORKDIR /
EXPOSE 8000
# In a container only what is published can be reached; which hosts it answers to stays a setting.
ENV REFUNDRY_HOST=0.0.0.0
STOPSIGNAL SIGTERM
LABEL org.opencontainers.image.title="Refundry" \
    org.opencontainers.image.description="A self-hosted GraphQL service that undoes payments" \
    org.opencontainers.image.licenses="MIT"
# Of the API; a worker's is `refundry worker --check`.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request as request; request.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["refundry"]
CMD ["serve"]
