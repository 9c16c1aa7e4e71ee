# syntax=docker/dockerfile:1
# One recipe for the three services; SERVICE names the module. All three share the build stage, which Docker runs once.
FROM maven:3.9.16-eclipse-temurin-25@sha256:93b8a14ea2f412782e4e842651273b4d903e35cc496284f178fbbe2d67d00976 AS build
WORKDIR /src
COPY . .
# Tests and formatting are the build server's affair: what is packaged here has passed there.
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -pl content-service,publishing-service,consent-service -am package \
        -Dmaven.test.skip=true -Dspotless.check.skip=true

FROM build AS layers
ARG SERVICE
RUN test -n "$SERVICE" || { echo "Say which service: --build-arg SERVICE=content-service" >&2; exit 1; }
RUN mkdir /out \
    && cp "$SERVICE"/target/"$SERVICE"-0.1.0-SNAPSHOT.jar /out/service.jar \
    && cd /out && java -Djarmode=tools -jar service.jar extract --layers --launcher --destination layers

FROM eclipse-temurin:25.0.3_9-jre-noble@sha256:fbcf915c585659b30eb766ada4d6d7cfc9ec1040bf521e95bf61b10a25af73db
# A number, not a name: an orchestrator can tell that it isn't root. Nothing in the image belongs to it.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin imprimatur
WORKDIR /app
COPY --chmod=0755 deploy/ready /app/ready
# What changes least comes first, so that a new build of the code moves the last layer only.
COPY --from=layers /out/layers/dependencies/ ./
COPY --from=layers /out/layers/spring-boot-loader/ ./
COPY --from=layers /out/layers/snapshot-dependencies/ ./
COPY --from=layers /out/layers/application/ ./
USER 10001:10001
# Exec form: the JVM is process 1 and hears SIGTERM. More options go into JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "org.springframework.boot.loader.launch.JarLauncher"]
