package org.imprimatur.localstack;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.localstack.backing.Database;
import org.imprimatur.localstack.backing.KafkaProcess;
import org.imprimatur.localstack.backing.KafkaRights;
import org.imprimatur.localstack.identity.IdentityApplication;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Programs;

/** Knows how each part is started over a data folder, and how to tell that it is ready. */
final class PartStarter {
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);

    private final StackSettings settings;
    private final StackFolder folder;
    private final StackPorts ports;
    private final FastStart fastStart;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @param ports the chosen ones: none is 0 */
    PartStarter(StackSettings settings, StackFolder folder, StackPorts ports) {
        this.settings = settings;
        this.folder = folder;
        this.ports = ports;
        fastStart = new FastStart(settings.home());
    }

    /** A part that is ready. A server that somebody else runs has an address and no process. */
    record Started(String address, String description, Optional<ManagedProcess> process, Optional<String> note) {
        Started(String address, String description, Optional<ManagedProcess> process) {
            this(address, description, process, Optional.empty());
        }
    }

    /** Where everything will be; the database's address is its administrator's. */
    Addresses addresses() {
        Addresses addresses = Addresses.of(ports, System.getenv());
        return isGuarded() ? addresses.withMongodb(guardedUri("admin")) : addresses;
    }

    private boolean isGuarded() {
        return settings.guarded() && Database.canBeGuarded(System.getenv());
    }

    private String guardedUri(String user) {
        return Database.guardedUri(user, folder.databasePassword(user), ports.at(Door.MONGODB));
    }

    Started database() {
        Database database = isGuarded()
                ? Database.startGuarded(folder.mongodb(), ports.at(Door.MONGODB), folder::databasePassword)
                : Database.startProcess(folder.mongodb(), ports.at(Door.MONGODB), classPath(), System.getenv());
        return new Started(database.uri(), database.description(), database.process(),
                Database.leftAside(folder.mongodb(), System.getenv()));
    }

    Started broker() {
        String given = System.getenv("KAFKA_BOOTSTRAP_SERVERS");
        if (given != null) {
            return new Started(given, "the broker of KAFKA_BOOTSTRAP_SERVERS", Optional.empty());
        }
        KafkaProcess kafka = KafkaProcess.start(folder.kafka(), ports.at(Door.KAFKA), ports.at(Door.KAFKA_SERVICES),
                classPath());
        KafkaRights.read().grant(kafka.bootstrapServers(), folder::brokerPassword);
        return new Started(kafka.bootstrapServers(), "Kafka, broker and controller in one",
                Optional.of(kafka.process()));
    }

    Started identity() {
        String issuer = Addresses.local(ports.at(Door.IDENTITY));
        String redirects = Stream.of(Door.CONTENT, Door.COMPLIANCE).map(ports::at).map(Addresses::local)
                .flatMap(address -> Stream.of(address + "/desk", address + "/desk/", address + "/console",
                        address + "/console/"))
                .collect(Collectors.joining(","));
        // It answers a few requests a minute: up soon counts for more than fast later.
        List<String> line = java("-Xmx128m", "-XX:TieredStopAtLevel=1");
        line.addAll(List.of("-cp", classPath(), IdentityApplication.class.getName(),
                "--server.port=" + ports.at(Door.IDENTITY), "--imprimatur.identity.issuer=" + issuer,
                "--imprimatur.identity.key-file=" + folder.identity().resolve("key.json"),
                "--imprimatur.identity.redirect-uris=" + redirects));
        ManagedProcess process = start(Part.IDENTITY, line, Map.of(IdentityApplication.SECRET, folder.secret()),
                issuer + "/oauth2/jwks");
        return new Started(issuer, "identity provider", Optional.of(process));
    }

    Started service(Part service, Addresses addresses) {
        List<String> line = serviceJava();
        Addresses own = isGuarded() ? addresses.withMongodb(guardedUri(service.user())) : addresses;
        Map<String, String> environment = ServiceEnvironment.of(service, ports, own, folder);
        line.addAll(fastStart.arguments(service));
        ManagedProcess process = start(service, line, environment,
                Addresses.local(ports.at(Door.healthOf(service))) + "/actuator/health/readiness");
        return new Started(addresses.of(service), service.label(), Optional.of(process));
    }

    /** A fast start's training has to run with the same options as the start. */
    static List<String> serviceJava() {
        // Without memory its ports may stay deaf for good; who has ended is seen to have.
        return java("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");
    }

    private static List<String> java(String... options) {
        // Six processes share a laptop's cores: collectors with threads of their own would take them from each other.
        List<String> line = new ArrayList<>(List.of(Programs.java().toString(), "-XX:+UseSerialGC"));
        line.addAll(List.of(options));
        return line;
    }

    private ManagedProcess start(Part part, List<String> line, Map<String, String> environment, String readiness) {
        return ManagedProcess.start(new ManagedProcess.Command(part.label(), line, environment,
                folder.log(part.label()), folder.pid(part.label())), () -> answersOk(readiness), READY_LIMIT);
    }

    private boolean answersOk(String address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A test's class path lacks the identity provider, whose libraries are optional: the build keeps them apart. */
    private String classPath() {
        if (hasIdentity()) {
            return Programs.classPath();
        }
        Path target = settings.home().resolve("local-stack").resolve("target");
        return target.resolve("local-stack-0.1.0-SNAPSHOT.jar") + File.pathSeparator + target.resolve("lib")
                + "/*";
    }

    private static boolean hasIdentity() {
        try {
            Class.forName("org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext", false,
                    PartStarter.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
