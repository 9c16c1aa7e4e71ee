package org.imprimatur.localstack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command that starts a stack or talks to a running one. */
final class StackOptions {
    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:IMPRIMATUR_DATA}", description = "where the stack keeps its data (default: .imprimatur in the project)")
    private @Nullable Path data;

    @Option(names = "--any-ports", description = "takes free ports for everything that isn't given")
    private boolean anyPorts;

    private final Map<Door, OptionSpec> ports = new EnumMap<>(Door.class);

    /** picocli hands over what it has made of the annotations above; the doors' options are alike, and join them. */
    @Spec
    void addPorts(CommandSpec options) {
        for (Door door : Door.values()) {
            OptionSpec port = OptionSpec.builder(door.option()).type(Integer.class).paramLabel("PORT")
                    .defaultValue("${env:" + door.variable() + "}")
                    .description(door.purpose() + " (" + door.standardPort() + ")").build();
            options.addOption(port);
            ports.put(door, port);
        }
    }

    StackSettings settings() {
        Path home = StackSettings.findHome();
        return new StackSettings(home, data == null ? home.resolve(".imprimatur") : data, StackPorts.each(this::port));
    }

    private int port(Door door) {
        OptionSpec option = ports.get(door);
        Integer given = option == null ? null : option.getValue();
        if (given != null) {
            return given;
        }
        return anyPorts ? 0 : door.standardPort();
    }
}
