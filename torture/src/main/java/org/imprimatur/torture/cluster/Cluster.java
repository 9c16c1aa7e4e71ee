package org.imprimatur.torture.cluster;

import com.mongodb.client.MongoClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.imprimatur.localstack.FastStart;
import org.imprimatur.localstack.Part;
import org.imprimatur.localstack.backing.ReplicaSet;
import org.imprimatur.localstack.backing.TestIdentity;
import org.imprimatur.localstack.process.Await;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.OwnerOnly;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.Programs;
import org.imprimatur.localstack.process.StackException;
import org.imprimatur.tlog.note.NoteSigner;

/** Two instances of each service, a broker and a database of three members, all on the loopback interface. */
public final class Cluster implements AutoCloseable {
    private static final int INSTANCES = 2;
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final String ARTICLES = "imprimatur.local/articles";
    private static final String BROKERS_DISK = "kafka/log";
    private static final String MEMBERS_DISK = "mongodb/member-0/db";

    private final Path home;
    private final Path folder;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final ReplicaSet database;
    private final BrokerVictim broker;
    private final int brokerPort = Ports.free();
    private final Wire kafka;
    private final List<ServiceInstance> services = new ArrayList<>();
    private final Map<String, Orders> orders = new HashMap<>();
    private final List<Wire> wires = new ArrayList<>();
    private final List<MemberDoor> doors = new ArrayList<>();
    private final Map<String, SmallDisk> disks = new HashMap<>();
    private final List<String> content = new ArrayList<>();
    private final List<String> sites = new ArrayList<>();
    private final List<String> consent = new ArrayList<>();

    private Cluster(Path home, Path folder) {
        this.home = home;
        this.folder = folder;
        OwnerOnly.folder(folder);
        for (String name : List.of(ARTICLES, "imprimatur.local/consent", "imprimatur.local/access")) {
            OwnerOnly.write(key(name), NoteSigner.generate(name, new SecureRandom()).toPem()
                    .getBytes(StandardCharsets.US_ASCII));
        }
        // The first of the members is the primary to begin with.
        smallDisk("kafka", BROKERS_DISK);
        smallDisk(member(0), MEMBERS_DISK);
        database = ReplicaSet.startBehind(folder.resolve("mongodb"), (number, port) -> {
            MemberDoor door = new MemberDoor(member(number), port);
            doors.add(door);
            wires.addAll(door.wires());
            return door.port();
        });
        kafka = new Wire("services~kafka", List.of(brokerPort));
        wires.add(kafka);
        broker = new BrokerVictim(folder.resolve("kafka"), brokerPort, kafka.port());
    }

    /**
     * Starts everything over an empty folder and waits until it is ready.
     *
     * @param home the project's root, built
     * @throws StackException if something doesn't get ready
     */
    public static Cluster start(Path home, Path folder) {
        FastStart fast = new FastStart(home);
        // Else most of a run is spent on waiting for what was killed.
        Part.services().stream().filter(service -> !fast.isPrepared(service)).forEach(fast::prepare);
        Cluster cluster = new Cluster(home, folder);
        try {
            cluster.startServices();
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private void startServices() {
        List<Integer> consentPorts = Stream.generate(Ports::free).limit(INSTANCES).toList();
        for (int number = 1; number <= INSTANCES; number++) {
            int visitors = consentPorts.get(number - 1);
            consent.add(local(visitors));
            add(Part.CONSENT, number, consent(visitors));
            int articles = Ports.free();
            content.add(local(articles));
            add(Part.CONTENT, number, Map.of("SERVER_PORT", Integer.toString(articles),
                    "IMPRIMATUR_ARTICLES_SIGNING_KEY_FILE", key(ARTICLES).toString(),
                    "IMPRIMATUR_ARTICLES_SIGNING_KEY_NAME", ARTICLES));
            int site = Ports.free();
            sites.add(local(site));
            Wire wire = new Wire("publishing-" + number + "~consent", consentPorts);
            wires.add(wire);
            add(Part.PUBLISHING, number, publishing(site, wire));
        }
        services.forEach(ServiceInstance::start);
        if (!Await.until(() -> services.stream().allMatch(ServiceInstance::isReady), START_LIMIT)) {
            throw new StackException("not ready after " + START_LIMIT + ": " + services.stream()
                    .filter(service -> !service.isReady()).map(ServiceInstance::name).toList());
        }
    }

    private Map<String, String> publishing(int site, Wire wire) {
        return Map.of("SERVER_PORT", Integer.toString(Ports.free()), "IMPRIMATUR_PUBLIC_PORT", Integer.toString(site),
                "IMPRIMATUR_PUBLIC_ADDRESS", "127.0.0.1", "IMPRIMATUR_CONSENT_URL", local(wire.port()),
                "IMPRIMATUR_ARTICLES_VERIFIER_KEYS", verifierKey());
    }

    private Map<String, String> consent(int visitors) {
        Map<String, String> variables = new HashMap<>();
        variables.put("SERVER_PORT", Integer.toString(Ports.free()));
        variables.put("IMPRIMATUR_VISITORS_PORT", Integer.toString(visitors));
        variables.put("IMPRIMATUR_VISITORS_ADDRESS", "127.0.0.1");
        variables.put("IMPRIMATUR_LOG_CONSENT_KEY_FILE", key("imprimatur.local/consent").toString());
        variables.put("IMPRIMATUR_LOG_ACCESS_KEY_FILE", key("imprimatur.local/access").toString());
        variables.put("IMPRIMATUR_LOG_CONSENT_ORIGIN", "imprimatur.local/consent");
        variables.put("IMPRIMATUR_LOG_ACCESS_ORIGIN", "imprimatur.local/access");
        variables.put("IMPRIMATUR_COOKIE_SECURE", "false");
        variables.put("IMPRIMATUR_CHOICES_LOOPBACK_EXEMPT", "true");
        variables.put("IMPRIMATUR_SENDER_FIELD", "Imprimatur-Sender");
        return variables;
    }

    private void add(Part part, int number, Map<String, String> settings) {
        String name = part.label().replace("-service", "") + "-" + number;
        int management = Ports.free();
        Map<String, String> variables = new LinkedHashMap<>(settings);
        variables.put("MONGODB_URI", database.uri());
        variables.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + kafka.port());
        variables.put("IMPRIMATUR_ISSUER", TestIdentity.shared().issuer());
        variables.put("IMPRIMATUR_JWK_SET", TestIdentity.shared().jwkSet());
        variables.put("IMPRIMATUR_SITE_URL", "http://newsroom.example");
        variables.put("IMPRIMATUR_KAFKA_REPLICATION", "1");
        variables.put("IMPRIMATUR_DRAIN", "3s");
        variables.put("MANAGEMENT_SERVER_PORT", Integer.toString(management));
        variables.put("SERVER_ADDRESS", "127.0.0.1");
        variables.put("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1");
        Orders own = orders.computeIfAbsent(name, _ -> new Orders(folder.resolve("orders").resolve(name)));
        variables.put("IMPRIMATUR_TORTURE_FOLDER", own.folder().toString());
        List<String> line = new ArrayList<>(List.of(Programs.java().toString(), "-XX:+UseSerialGC", "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED"));
        line.addAll(new FastStart(home).arguments(part));
        services.add(new ServiceInstance(new ManagedProcess.Command(name, line, variables,
                folder.resolve("logs").resolve(name + ".log"), folder.resolve("pids").resolve(name + ".pid")),
                () -> answersOk(local(management) + "/actuator/health/readiness")));
    }

    private boolean answersOk(String address) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(3)).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path key(String name) {
        return folder.resolve("keys").resolve(name.replace('/', '-') + ".pem");
    }

    private String verifierKey() {
        try {
            return NoteSigner.fromPem(ARTICLES, Files.readString(key(ARTICLES))).verifierKey().toString();
        } catch (IOException unreadable) {
            throw new StackException("the key of the articles can't be read", unreadable);
        }
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Everything that can be killed or frozen. */
    public List<Victim> victims() {
        List<Victim> victims = new ArrayList<>(services);
        victims.add(broker);
        for (int number = 0; number < database.members().size(); number++) {
            victims.add(new MemberVictim(member(number), database.members().get(number)));
        }
        return victims;
    }

    /** What this instance of a service can be told to do to itself. */
    public Orders orders(String name) {
        return Objects.requireNonNull(orders.get(name), name);
    }

    public List<Wire> wires() {
        return List.copyOf(wires);
    }

    private static String member(int number) {
        return "mongod-" + (number + 1);
    }

    private void smallDisk(String process, String where) {
        SmallDisk.at(folder.resolve(where)).ifPresent(disk -> disks.put(process, disk));
    }

    /** Takes away what a run that was ended in the midst of it left where nobody finds it. */
    public static void release(Path folder) {
        Stream.of(BROKERS_DISK, MEMBERS_DISK).forEach(where -> SmallDisk.takeAway(folder.resolve(where)));
    }

    /** Whether this process has a disk of its own. */
    public boolean canFill(String process) {
        return disks.containsKey(process);
    }

    /** Leaves no room on a process's disk. */
    public void fill(String process) {
        Objects.requireNonNull(disks.get(process), process).fill();
    }

    /** Gives it all its room back. */
    public void free(String process) {
        Objects.requireNonNull(disks.get(process), process).free();
    }

    /** Where the broker is, without any wire. */
    public String broker() {
        return broker.address();
    }

    /** Deposes the database's primary. */
    public void stepDown() {
        database.stepDown();
    }

    /** Makes the database whole. */
    public void mendDatabase() {
        database.mend();
    }

    /** Addresses of content-service's instances. */
    public List<String> content() {
        return List.copyOf(content);
    }

    /** Addresses of the public site's instances. */
    public List<String> sites() {
        return List.copyOf(sites);
    }

    /** Addresses of consent-service's instances. */
    public List<String> consent() {
        return List.copyOf(consent);
    }

    /** A client of the database; the caller closes it. */
    public MongoClient client() {
        return database.client();
    }

    /** Resident memory of each service, in megabytes, and its threads; -1 where it can't be told. */
    public Map<String, List<Long>> sizes() {
        Map<String, List<Long>> sizes = new LinkedHashMap<>();
        services.forEach(service -> sizes.put(service.name(), ProcessSize.of(service.pid())));
        return sizes;
    }

    @Override
    public void close() {
        wires.forEach(Wire::close);
        services.forEach(ServiceInstance::thaw);
        services.parallelStream().forEach(ServiceInstance::kill);
        broker.thaw();
        broker.kill();
        database.close();
        doors.forEach(MemberDoor::close);
        disks.values().forEach(SmallDisk::close);
    }
}
