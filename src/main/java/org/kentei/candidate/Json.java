package org.kentei.candidate;

import java.util.List;
import java.util.Map;

/** A JSON value as it was written, with its place. Numbers stay text, so that {@code 60} and {@code 60.0} differ. */
sealed interface Json {

    Place place();

    /** What a message calls the value. */
    String shown();

    record Members(Place place, Map<String, Json> byName) implements Json {
        @Override
        public String shown() {
            return "an object";
        }
    }

    record Entries(Place place, List<Json> list) implements Json {
        @Override
        public String shown() {
            return "a list";
        }
    }

    record Text(Place place, String text) implements Json {
        @Override
        public String shown() {
            return "the string " + Shown.inBackticks(text);
        }
    }

    record Numeral(Place place, String written) implements Json {
        @Override
        public String shown() {
            return "the number " + Shown.inBackticks(written);
        }
    }

    record Truth(Place place, boolean value) implements Json {
        @Override
        public String shown() {
            return "`" + value + "`";
        }
    }

    record Null(Place place) implements Json {
        @Override
        public String shown() {
            return "`null`";
        }
    }

    /** A value that was refused as it was read: its fault is listed already, and nothing more is said of it. */
    record Refused(Place place) implements Json {
        @Override
        public String shown() {
            return "a value that cannot be read";
        }
    }
}
