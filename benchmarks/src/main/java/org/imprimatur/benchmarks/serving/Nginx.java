package org.imprimatur.benchmarks.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imprimatur.localstack.process.ManagedProcess;
import org.imprimatur.localstack.process.Ports;

/**
 * nginx with one page in three codings from files, one server with sendfile and one without: as it would be set up by
 * somebody who wants it fast (open files cached, no access log, connections kept).
 */
final class Nginx implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(10);

    private final ManagedProcess process;
    private final int copying;
    private final int sendfile;

    private Nginx(ManagedProcess process, int copying, int sendfile) {
        this.process = process;
        this.copying = copying;
        this.sendfile = sendfile;
    }

    /** Starts it over a folder of its own; it listens on the loopback address alone. */
    static Nginx start(Path program, Page page, Path folder) {
        int copying = Ports.free();
        int sendfile = Ports.free();
        try {
            Files.createDirectories(folder.resolve("pages"));
            for (String accepted : Page.ACCEPTED) {
                Files.write(folder.resolve("pages").resolve(accepted), page.in(accepted).body());
            }
            Files.writeString(folder.resolve("nginx.conf"), configuration(page, folder, copying, sendfile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Nginx(ManagedProcess.start(new ManagedProcess.Command("nginx",
                List.of(program.toString(), "-p", folder.toString(), "-e", folder.resolve("error.log").toString(),
                        "-c", folder.resolve("nginx.conf").toString()),
                Map.of(), folder.resolve("nginx.log"), folder.resolve("nginx.parent.pid")),
                () -> Ports.answers(copying) && Ports.answers(sendfile), READY), copying, sendfile);
    }

    /** Returns the address of the server that copies files into its answers. */
    String copying() {
        return "http://127.0.0.1:" + copying;
    }

    /** Returns the address of the server that uses {@code sendfile(2)}. */
    String sendfile() {
        return "http://127.0.0.1:" + sendfile;
    }

    /**
     * nginx would add an ETag and a Last-Modified of its own and leave ours out; both servers have to send the same
     * bytes, or the one that sends less has less to do.
     */
    static String configuration(Page page, Path folder, int copying, int sendfile) {
        return """
                daemon off;
                worker_processes auto;
                user %s;
                pid nginx.pid;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  server_tokens off;
                  etag off;
                  max_ranges 0;
                  tcp_nodelay on;
                  keepalive_requests 1000000000;
                  keepalive_timeout 75s;
                  open_file_cache max=100 inactive=1h;
                  open_file_cache_valid 1h;
                  open_file_cache_min_uses 1;
                  types {}
                  default_type "%s";
                  %s
                  map $http_accept_encoding $file { ~br br; ~gzip gzip; default identity; }
                %s
                  %s
                  %s
                }
                """.formatted(System.getProperty("user.name"), page.in("identity").header("content-type"),
                temporaryFolders(), fields(page), server(folder, page.path(), copying, "off"),
                server(folder, page.path(), sendfile, "on"));
    }

    private static String temporaryFolders() {
        return Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").map(kind -> kind + "_temp_path tmp;")
                .collect(Collectors.joining(" "));
    }

    /** One variable for each field, by coding: an empty one isn't sent. */
    private static String fields(Page page) {
        StringBuilder text = new StringBuilder();
        for (String name : names(page)) {
            text.append("  map $file $").append(variable(name)).append(" {");
            for (String accepted : Page.ACCEPTED) {
                text.append(' ').append(accepted).append(' ').append(quoted(page.in(accepted).header(name)))
                        .append(';');
            }
            text.append(" }\n  add_header ").append(name).append(" $").append(variable(name)).append(";\n");
        }
        return text.append("  add_header Last-Modified '';").toString();
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static List<String> names(Page page) {
        return page.codings().values().stream().map(Page::compared)
                .flatMap(fields -> fields.keySet().stream())
                .filter(name -> !List.of("content-type", "content-length").contains(name)).distinct().toList();
    }

    private static String variable(String name) {
        return "field_" + name.replace('-', '_');
    }

    private static String server(Path folder, String path, int port, String sendfile) {
        return "server { listen 127.0.0.1:" + port + " backlog=1024; sendfile " + sendfile + "; tcp_nopush " + sendfile
                + "; root " + folder.resolve("pages") + "; location = " + path + " { try_files /$file =404; } }";
    }

    @Override
    public void close() {
        process.close();
    }
}
