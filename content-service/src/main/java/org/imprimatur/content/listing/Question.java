package org.imprimatur.content.listing;

import java.util.List;
import org.bson.conversions.Bson;

/**
 * What heads are looked for.
 *
 * @param wanted all that they have to be
 * @param words conditions among those that the index of words can answer, one for each word; none if none is looked for
 */
record Question(Bson wanted, List<Bson> words) {
    Question {
        words = List.copyOf(words);
    }
}
