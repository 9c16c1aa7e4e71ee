package org.imprimatur.consent.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.imprimatur.consent.record.KeptRecord;

/** Records on their way to whoever exports them, one after the other: none waits in memory for the next. */
final class Export implements AutoCloseable {
    private final OutputStream out;
    private final Function<KeptRecord, String> form;
    private final String between;
    private final String end;
    private boolean begun;

    /**
     * @param beginning before all records
     * @param between two records
     * @param end after all of them; an export without it was cut off
     */
    Export(OutputStream out, String beginning, String between, String end, Function<KeptRecord, String> form) {
        this.out = out;
        this.form = form;
        this.between = between;
        this.end = end;
        write(beginning);
    }

    void add(KeptRecord record) {
        if (begun) {
            write(between);
        }
        begun = true;
        write(form.apply(record));
    }

    private void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        write(end);
    }
}
