package org.kentei.candidate;

import java.util.List;
import java.util.Map;

/** A JSON value as it was written, with its place. Numbers stay text, so that {@code 60} and {@code 60.0} differ. */
sealed interface Json {

    BodyLocation place();

    /** What a message calls the value. */
    String shown();

    record ObjectValue(BodyLocation place, Map<String, Json> byName) implements Json {
        @Override
        public String shown() {
            return "an object";
        }
    }

    record ArrayValue(BodyLocation place, List<Json> list) implements Json {
        @Override
        public String shown() {
            return "a list";
        }
    }

    record StringValue(BodyLocation place, String text) implements Json {
        @Override
        public String shown() {
            return "the string " + QuotedInput.inBackticks(text);
        }
    }

    record NumberValue(BodyLocation place, String written) implements Json {
        @Override
        public String shown() {
            return "the number " + QuotedInput.inBackticks(written);
        }
    }

    record BooleanValue(BodyLocation place, boolean value) implements Json {
        @Override
        public String shown() {
            return "`" + value + "`";
        }
    }

    record NullValue(BodyLocation place) implements Json {
        @Override
        public String shown() {
            return "`null`";
        }
    }

    /** A value that was refused as it was read: its fault is listed already, and nothing more is said of it. */
    record UnreadableValue(BodyLocation place) implements Json {
        @Override
        public String shown() {
            return "a value that cannot be read";
        }
    }
}
