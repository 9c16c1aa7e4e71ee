package org.imprimatur.publishing.desk;

import java.util.List;
import org.imprimatur.starter.problem.InvalidField;
import org.imprimatur.starter.problem.InvalidParameterException;

/** Numbers that a list is asked for with: one out of bounds is refused, since no other was meant. */
final class Bounds {
    private Bounds() {}

    /** Ends the request with 400 if the value of this parameter is out of its bounds, which are in them. */
    static void require(String parameter, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidParameterException(List.of(new InvalidField(parameter, most == Long.MAX_VALUE
                    ? "has to be at least " + least
                    : "has to be between " + least + " and " + most)));
        }
    }
}
