package org.imprimatur.torture.broken;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.imprimatur.localstack.Part;

/** The built services once more, in a folder of their own, one of them with one of its lines changed. */
final class BrokenBuild {
    private static final String CLASSES = "BOOT-INF/classes";
    private static final String LIBRARIES = "BOOT-INF/lib";

    private final Path home;

    private BrokenBuild(Path home) {
        this.home = home;
    }

    /** Where the torture finds it, as it finds the honest build at the project's root. */
    Path home() {
        return home;
    }

    /**
     * Makes it.
     *
     * @param honest the project's root, built
     * @param folder empty; the broken build is in it afterwards
     * @throws AssertionError if the line can't be broken so
     */
    static BrokenBuild of(Breakage breakage, Path honest, Path folder) throws IOException {
        BrokenBuild build = new BrokenBuild(folder.resolve("home"));
        for (Part service : Part.services()) {
            Path jar = build.jar(service);
            Files.createDirectories(jar.getParent());
            Path original = jarOf(honest, service).toAbsolutePath();
            if (service == breakage.service()) {
                Files.copy(original, jar);
                replace(jar, compiled(breakage, honest, jar, folder));
            } else {
                Files.createSymbolicLink(jar, original);
                build.shareFastStart(honest, service);
            }
        }
        return build;
    }

    private static Path jarOf(Path root, Part service) {
        return root.resolve(service.label()).resolve("target").resolve(service.label() + "-0.1.0-SNAPSHOT.jar");
    }

    private Path jar(Part service) {
        return jarOf(home, service);
    }

    /** What was prepared for faster starts fits the unbroken services as well. */
    private void shareFastStart(Path honest, Part service) throws IOException {
        Path caches = honest.resolve(".imprimatur").resolve("aot");
        if (Files.isDirectory(caches)) {
            Path own = Files.createDirectories(home.resolve(".imprimatur").resolve("aot"));
            try (Stream<Path> prepared = Files.list(caches)) {
                for (Path one : prepared.filter(Files::isDirectory)
                        .filter(one -> one.getFileName().toString().startsWith(service.label() + "-")).toList()) {
                    Files.createSymbolicLink(own.resolve(one.getFileName()), one.toAbsolutePath());
                }
            }
        }
    }

    /** The bytes of the class that the broken line is in, as this build has it. */
    static byte[] broken(Breakage breakage, Path root) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jarOf(root, breakage.service()))) {
            return Files.readAllBytes(
                    zip.getPath(CLASSES, breakage.source().replaceFirst("\\.java$", ".class")));
        }
    }

    /** Compiles the one file against the classes that the service was built with. */
    private static Path compiled(Breakage breakage, Path honest, Path jar, Path folder) throws IOException {
        Path unpacked = folder.resolve("unpacked");
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            copy(zip.getPath(CLASSES), unpacked.resolve("classes"));
            copy(zip.getPath(LIBRARIES), unpacked.resolve("lib"));
        }
        Path source = folder.resolve("source").resolve(breakage.source());
        Files.createDirectories(source.getParent());
        Files.writeString(source, BrokenSource.of(breakage, honest).text());
        Path classes = Files.createDirectories(folder.resolve("broken"));
        StringWriter complaints = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        boolean fine;
        try (var files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> libraries = Files.list(unpacked.resolve("lib"))) {
            String classPath = Stream.concat(Stream.of(unpacked.resolve("classes")), libraries).map(Path::toString)
                    .collect(Collectors.joining(System.getProperty("path.separator")));
            fine = compiler.getTask(complaints, files, null,
                    List.of("-proc:none", "-nowarn", "-parameters", "-d", classes.toString(), "-cp", classPath), null,
                    files.getJavaFileObjects(source)).call();
        }
        if (!fine) {
            throw new AssertionError(breakage.what() + " can't be compiled: " + complaints);
        }
        return classes;
    }

    private static void replace(Path jar, Path classes) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            copy(classes, zip.getPath(CLASSES));
        }
    }

    /** Copies all files of a folder to another, perhaps in another file system; what is there is replaced. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
