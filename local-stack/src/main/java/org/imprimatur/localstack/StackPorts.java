package org.imprimatur.localstack;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.imprimatur.localstack.process.Ports;
import org.imprimatur.localstack.process.StackException;

/**
 * One port for each door of the stack; 0 stands for any free one.
 *
 * @param site the public site
 * @param content content-service's API and desk
 * @param consent consent-service, behind the public site for visitors, direct for staff
 * @param publishing publishing-service's API for staff
 * @param contentHealth health and metrics of content-service
 * @param consentHealth health and metrics of consent-service
 * @param publishingHealth health and metrics of publishing-service
 * @param identity the OpenID provider
 * @param kafka the broker
 * @param mongodb the database
 */
public record StackPorts(int site, int content, int consent, int publishing, int contentHealth, int consentHealth,
        int publishingHealth, int identity, int kafka, int mongodb) {

    private static final StackPorts ANY = new StackPorts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Returns any free port for every door: what tests use. */
    public static StackPorts any() {
        return ANY;
    }

    /** Returns the same doors with every 0 replaced by a port that is free now. */
    StackPorts chosen() {
        return new StackPorts(Ports.orFree(site), Ports.orFree(content), Ports.orFree(consent),
                Ports.orFree(publishing), Ports.orFree(contentHealth), Ports.orFree(consentHealth),
                Ports.orFree(publishingHealth), Ports.orFree(identity), Ports.orFree(kafka), Ports.orFree(mongodb));
    }

    /**
     * @param ours whether this stack starts that door's server itself, by the name of its option
     * @throws StackException naming the first port that somebody else listens on, and what wanted it
     */
    void requireFree(Predicate<String> ours) {
        List<Map.Entry<String, Integer>> doors = List.of(Map.entry("public", site), Map.entry("content", content),
                Map.entry("consent", consent), Map.entry("publishing", publishing),
                Map.entry("content-health", contentHealth), Map.entry("consent-health", consentHealth),
                Map.entry("publishing-health", publishingHealth), Map.entry("identity", identity),
                Map.entry("kafka", kafka), Map.entry("mongodb", mongodb));
        for (Map.Entry<String, Integer> door : doors) {
            int port = door.getValue();
            if (port != 0 && ours.test(door.getKey()) && !Ports.isFree(port)) {
                throw new StackException("Port " + port + " is already taken, and the stack needs it for "
                        + wish(door.getKey()) + ": end what listens there, or choose another with --" + door.getKey()
                        + "-port (0 takes any free one).");
            }
        }
    }

    int health(Part service) {
        return switch (service) {
            case CONTENT -> contentHealth;
            case PUBLISHING -> publishingHealth;
            case CONSENT -> consentHealth;
            default -> throw new IllegalArgumentException(service + " has no such port");
        };
    }

    private static String wish(String door) {
        return switch (door) {
            case "public" -> "the public site";
            case "content", "consent", "publishing" -> door + "-service";
            case "identity" -> "the identity provider";
            case "kafka" -> "the Kafka broker";
            case "mongodb" -> "the database";
            default -> door.replace("-health", "-service's health and metrics");
        };
    }
}
