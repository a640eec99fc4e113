# Interleave in a container. How to run it, and why with those options, is in the README.
ARG BASE=eclipse-temurin:25-jdk

FROM ${BASE} AS build
WORKDIR /src
COPY . .
# Without what only the tests need; they run in ./mvnw verify.
RUN ./mvnw -B -ntp package -P '!tests' -Dmaven.test.skip

# The same base again: the AOT caches made above are of use to the same build of the JDK only.
FROM ${BASE}
RUN apt-get update \
  && apt-get install -y --no-install-recommends bubblewrap util-linux \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin interleave
COPY --from=build /src/server/target/interleave.jar /app/interleave.jar
USER 10001
# The only place that is written to: the root file system may be read-only.
WORKDIR /tmp
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${PORT:-8080} && printf 'GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-jar", "/app/interleave.jar"]
CMD ["serve", "--host", "0.0.0.0"]
