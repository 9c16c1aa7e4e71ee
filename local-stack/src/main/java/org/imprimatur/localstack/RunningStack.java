package org.imprimatur.localstack;

/** A stack that ends with this process, however a person ends it. */
final class RunningStack {
    private RunningStack() {}

    /** Starts a stack, printing each step; Ctrl-C and SIGTERM stop it even while it starts. */
    static LocalStack start(StackSettings settings) {
        LocalStack stack = new LocalStack(settings, Progress.printed(System.out));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-the-stack"));
        return stack.start();
    }
}
