package org.imprimatur.torture.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where others reach a member of the database: it has one address for all of them, and two wires behind it. A client
 * says in its first message what it is, and by that goes over the services' wire or over the other members'.
 */
final class MemberDoor implements AutoCloseable {
    /** How the services' driver introduces itself; members call themselves something else. */
    private static final String DRIVER = "mongo-java-driver";
    private static final int LENGTH_BYTES = 4;
    private static final int LONGEST = 65_536;

    private final ServerSocket server = Wire.listening();
    private final Wire services;
    private final Wire members;

    /** @param port where the member really is */
    MemberDoor(String member, int port) {
        services = Wire.behindADoor("services~" + member, port);
        members = Wire.behindADoor("members~" + member, port);
        Wire.accept(server, this::sort);
    }

    int port() {
        return server.getLocalPort();
    }

    List<Wire> wires() {
        return List.of(services, members);
    }

    private void sort(Socket client) {
        try {
            byte[] first = message(client.getInputStream());
            boolean service = new String(first, StandardCharsets.ISO_8859_1).contains(DRIVER);
            (service ? services : members).carry(client, first);
        } catch (IOException ended) {
            Wire.end(client);
        }
    }

    /** A message begins with its own length. */
    private static byte[] message(InputStream in) throws IOException {
        byte[] begin = in.readNBytes(LENGTH_BYTES);
        int length = begin.length < LENGTH_BYTES
                ? 0
                : ByteBuffer.wrap(begin).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < LENGTH_BYTES || length > LONGEST) {
            throw new IOException("no first message of a client of the database");
        }
        ByteBuffer whole = ByteBuffer.allocate(length).put(begin);
        whole.put(in.readNBytes(length - LENGTH_BYTES));
        return whole.array();
    }

    @Override
    public void close() {
        Wire.end(server);
        wires().forEach(Wire::close);
    }
}
