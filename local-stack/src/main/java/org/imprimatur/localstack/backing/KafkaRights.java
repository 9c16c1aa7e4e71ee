package org.imprimatur.localstack.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.imprimatur.localstack.process.StackException;

/** The broker's users, one for each service, and what each may do: the file that Compose's broker is set up from. */
public final class KafkaRights {
    private static final String FILE = "/org/imprimatur/localstack/kafka/rights";
    private static final int ITERATIONS = 4_096;
    private static final long LIMIT_SECONDS = 20;

    private final List<AclBinding> rights;

    private KafkaRights(List<AclBinding> rights) {
        this.rights = rights;
    }

    /** Reads the rights that come with the project. */
    public static KafkaRights read() {
        try (InputStream file = Objects.requireNonNull(KafkaRights.class.getResourceAsStream(FILE), FILE)) {
            return new KafkaRights(new String(file.readAllBytes(), UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank()).flatMap(KafkaRights::parse).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<AclBinding> parse(String line) {
        String[] words = line.strip().split("\\s+", 4);
        var resource = new ResourcePattern(ResourceType.fromString(words[2]), words[3], PatternType.LITERAL);
        return Arrays.stream(words[1].split(",", -1)).map(operation -> new AclBinding(resource, new AccessControlEntry(
                "User:" + words[0], "*", AclOperation.fromString(operation.toUpperCase(Locale.ROOT)),
                AclPermissionType.ALLOW)));
    }

    /** Returns the users' names. */
    public Set<String> users() {
        return rights.stream().map(right -> right.entry().principal().substring("User:".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Gives every user the password and the rights; what a user has already stays.
     *
     * @param servers a listener of the broker that asks nobody who they are
     * @throws StackException if the broker doesn't take them
     */
    public void grant(String servers, UnaryOperator<String> password) {
        List<UserScramCredentialAlteration> users = users().stream()
                .<UserScramCredentialAlteration>map(user -> new UserScramCredentialUpsertion(user,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), password.apply(user)))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            var made = admin.alterUserScramCredentials(users).all();
            var given = admin.createAcls(rights).all();
            made.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            given.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StackException("the broker's users can't be given their rights: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while giving the broker's users their rights", e);
        }
    }

    /** Returns what a broker has to be told to know its users on a listener called SERVICES, and to let in no others. */
    public static Map<String, String> brokerSettings() {
        return Map.of("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "super.users",
                "User:ANONYMOUS", "sasl.enabled.mechanisms", "SCRAM-SHA-512",
                "listener.name.services.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }

    /** Returns the environment variables by which a service signs in. */
    public static Map<String, String> clientVariables(String user, String password) {
        return Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT", "KAFKA_USERNAME", user, "KAFKA_PASSWORD", password);
    }
}
