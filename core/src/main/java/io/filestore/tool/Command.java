package io.filestore.tool;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that the tool does. A new one is made known in {@link StoreTool#COMMANDS};
 * arguments, help and the messages about both follow from what is said here.
 *
 * @param name the word that it is called by
 * @param operands what it needs, as help shows it, such as {@code DIRECTORY}; in brackets
 * and last what may be left out
 * @param options what may be added, before or after the operands
 * @param description what it does, lines of at most 90 characters
 * @param action does it
 */
record Command(String name, List<String> operands, List<Option> options, String description, Action action) {

    String usage() {
        String words = options().stream().map((option) -> " [" + option.usage() + "]").collect(Collectors.joining());
        return "  " + name() + " " + String.join(" ", operands()) + words + "\n" + description().indent(6);
    }

    /**
     * An option.
     *
     * @param name with its hyphens
     * @param value what its value is, as help shows it; empty if it has none
     */
    record Option(String name, String value) {

        static Option flag(String name) {
            return new Option(name, "");
        }

        boolean hasValue() {
            return !this.value.isEmpty();
        }

        String usage() {
            return hasValue() ? this.name + " " + this.value : this.name;
        }

    }

    /**
     * What a command does.
     */
    @FunctionalInterface
    interface Action {

        /**
         * @return the exit code
         * @throws UsageException if the arguments make no sense, before anything is done
         */
        int run(Arguments arguments, Console console) throws IOException;

    }

}
