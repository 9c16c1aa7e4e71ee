package org.imprimatur.localstack;

import java.io.PrintWriter;
import org.imprimatur.localstack.process.StackException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The Java side of {@code ./imprimatur}. */
@Command(name = "imprimatur", subcommands = {DemoCommand.class, UpCommand.class, TokenCommand.class, StopCommand.class,
    PrepareCommand.class,
    CommandLine.HelpCommand.class}, description = "A newsroom back end on this machine.")
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Before the threads that start the parts: SLF4J complains when several of them set up logging at once.
        LoggerFactory.getILoggerFactory();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof StackException)) {
                throw failure;
            }
            PrintWriter err = command.getErr();
            err.println(failure.getMessage());
            err.flush();
            return 1;
        });
    }
}
