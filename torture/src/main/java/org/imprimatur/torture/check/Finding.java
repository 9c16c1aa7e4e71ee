package org.imprimatur.torture.check;

import java.util.List;

/**
 * One line of the table.
 *
 * @param law what was promised, as what would break it
 * @param looked how many times it was put to the test
 * @param broken how it was broken; empty if it held
 */
public record Finding(String law, long looked, List<String> broken) {
    public Finding {
        broken = List.copyOf(broken);
    }
}
