package org.imprimatur.localstack.backing;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.imprimatur.tlog.json.JsonReader;

/**
 * The database's users, one for each service, and what each may do: the file that Compose's database is set up from.
 * {@code deploy/mongo/setup.js} says the same in the shell's language.
 */
public final class MongoRights {
    private static final String FILE = "/org/imprimatur/localstack/mongo/rights.json";
    private static final String ADMIN = "admin";
    private static final int KNOWN_ALREADY = 51_002;
    private static final List<String> EVERYWHERE = List.of("find", "insert", "createCollection", "createIndex",
            "listCollections", "listIndexes");

    private final Map<?, ?> rights;

    private MongoRights(Map<?, ?> rights) {
        this.rights = rights;
    }

    /** Reads the rights that come with the project. */
    public static MongoRights read() {
        try (InputStream file = Objects.requireNonNull(MongoRights.class.getResourceAsStream(FILE), FILE)) {
            return new MongoRights(JsonReader.readObject(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes the administrator and the services' users, or gives those that are there these rights and passwords.
     *
     * @param host a {@code mongod} with access control, {@code host:port} of the loopback interface
     * @param password of each user, {@code admin} among them
     */
    public void grant(String host, UnaryOperator<String> password) {
        String direct = "/?directConnection=true&authSource=admin";
        try (MongoClient nobody = MongoClients.create("mongodb://" + host + direct)) {
            // Over the loopback interface the first user may be made by nobody; from then on this is refused.
            nobody.getDatabase(ADMIN).runCommand(new Document("createUser", ADMIN)
                    .append("pwd", password.apply(ADMIN)).append("roles", List.of("root")));
        } catch (MongoException thereIsOne) {
            // What follows tells whether it is this one.
        }
        try (MongoClient client = MongoClients
                .create("mongodb://admin:" + password.apply(ADMIN) + "@" + host + direct)) {
            MongoDatabase admin = client.getDatabase(ADMIN);
            rights.forEach((user, may) -> grant(admin, String.valueOf(user), (Map<?, ?>) Objects.requireNonNull(may),
                    password.apply(String.valueOf(user))));
        }
    }

    private static void grant(MongoDatabase admin, String user, Map<?, ?> may, String password) {
        List<Document> privileges = new ArrayList<>();
        privileges.add(on(user, "", EVERYWHERE));
        collections(may, "mayChange").forEach(name -> privileges.add(on(user, name, List.of("update"))));
        collections(may, "mayDelete").forEach(name -> privileges.add(on(user, name, List.of("remove"))));
        makeOrUpdate(admin, "Role", user,
                new Document("privileges", privileges).append("roles", List.of()));
        makeOrUpdate(admin, "User", user, new Document("pwd", password).append("roles",
                List.of(new Document("role", user).append("db", ADMIN))));
    }

    private static void makeOrUpdate(MongoDatabase admin, String kind, String name, Document content) {
        try {
            admin.runCommand(command("create" + kind, name, content));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() < KNOWN_ALREADY) {
                throw e;
            }
            admin.runCommand(command("update" + kind, name, content));
        }
    }

    private static Document command(String command, String name, Document content) {
        Document whole = new Document(command, name);
        whole.putAll(content);
        return whole;
    }

    private static Document on(String database, String collection, List<String> actions) {
        return new Document("resource", new Document("db", database).append("collection", collection))
                .append("actions", actions);
    }

    private static List<String> collections(Map<?, ?> may, String what) {
        return may.get(what) instanceof List<?> names ? names.stream().map(String::valueOf).toList() : List.of();
    }
}
