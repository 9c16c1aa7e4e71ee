package org.imprimatur.localstack;

import java.util.LinkedHashMap;
import java.util.Map;
import org.imprimatur.localstack.backing.Database;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of a running stack is to be found; no address ends with a slash.
 *
 * @param site the public site
 * @param content content-service
 * @param publishing publishing-service's API for staff
 * @param consent consent-service, as visitors' requests are forwarded to it
 * @param compliance consent-service's API for staff
 * @param identity the OpenID provider, and the issuer of its tokens
 * @param kafka the broker, {@code host:port}
 * @param mongodb the database's connection string
 */
public record Addresses(String site, String content, String publishing, String consent, String compliance,
        String identity, String kafka,
        String mongodb) {

    /** @param environment may name a broker or a database that somebody else runs */
    static Addresses of(StackPorts ports, Map<String, String> environment) {
        return new Addresses(local(ports.at(Door.SITE)), local(ports.at(Door.CONTENT)),
                local(ports.at(Door.PUBLISHING)), local(ports.at(Door.CONSENT)), local(ports.at(Door.COMPLIANCE)),
                local(ports.at(Door.IDENTITY)),
                environment.getOrDefault("KAFKA_BOOTSTRAP_SERVERS", broker(ports.at(Door.KAFKA))),
                environment.getOrDefault("MONGODB_URI", Database.uri(ports.at(Door.MONGODB))));
    }

    /** Returns these with another way to the database. */
    Addresses withMongodb(String uri) {
        return new Addresses(site, content, publishing, consent, compliance, identity, kafka, uri);
    }

    String of(Part service) {
        return switch (service) {
            case CONTENT -> content;
            case PUBLISHING -> site;
            case CONSENT -> consent;
            case IDENTITY -> identity;
            case KAFKA -> kafka;
            case MONGODB -> mongodb;
        };
    }

    static String broker(int port) {
        return "localhost:" + port;
    }

    static String local(int port) {
        return "http://localhost:" + port;
    }

    Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("site", site);
        json.put("content", content);
        json.put("publishing", publishing);
        json.put("consent", consent);
        json.put("compliance", compliance);
        json.put("identity", identity);
        json.put("kafka", kafka);
        json.put("mongodb", mongodb);
        return json;
    }

    static Addresses fromJson(Map<?, ?> json) {
        return new Addresses(text(json, "site"), text(json, "content"), text(json, "publishing"),
                text(json, "consent"), text(json, "compliance"), text(json, "identity"), text(json, "kafka"),
                text(json, "mongodb"));
    }

    private static String text(Map<?, ?> json, String name) {
        return String.valueOf(json.get(name));
    }
}
