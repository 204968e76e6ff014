package io.filestore.tool;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words behind a command, options among operands in any order: {@code --option},
 * {@code --option value} or {@code --option=value}; all words behind {@code --} are
 * operands.
 */
final class Arguments {

    private final Command command;

    private final List<String> operands = new ArrayList<>();

    private final Map<String, String> options = new HashMap<>();

    private Arguments(Command command) {
        this.command = command;
    }

    /**
     * @throws UsageException if the command does not have these
     */
    static Arguments of(Command command, List<String> words) {
        Arguments arguments = new Arguments(command);
        for (Iterator<String> rest = words.iterator(); rest.hasNext();) {
            String word = rest.next();
            if (word.equals("--")) {
                rest.forEachRemaining(arguments.operands::add);
            }
            else if (word.startsWith("-") && word.length() > 1) {
                arguments.option(word, rest);
            }
            else {
                arguments.operands.add(word);
            }
        }
        arguments.count();
        return arguments;
    }

    private void option(String word, Iterator<String> rest) {
        int equals = word.indexOf('=');
        String name = (equals > 0) ? word.substring(0, equals) : word;
        Command.Option option = this.command.options()
            .stream()
            .filter((known) -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new UsageException(
                    this.command.name() + " has no option '" + name + "'. It has " + known() + "."));
        if (!option.hasValue()) {
            if (equals > 0) {
                throw new UsageException(name + " has no value. Give it without '" + word.substring(equals) + "'.");
            }
            this.options.put(name, "");
        }
        else if (equals > 0) {
            this.options.put(name, word.substring(equals + 1));
        }
        else if (rest.hasNext()) {
            this.options.put(name, rest.next());
        }
        else {
            throw new UsageException(name + " needs a value: " + option.usage() + ".");
        }
    }

    private String known() {
        List<String> names = new ArrayList<>(this.command.options().stream().map(Command.Option::usage).toList());
        names.add(StoreTool.HELP);
        return String.join(", ", names) + " and " + StoreTool.VERSION;
    }

    private void count() {
        List<String> possible = this.command.operands();
        List<String> needed = possible.stream().filter((operand) -> !operand.startsWith("[")).toList();
        if (this.operands.size() < needed.size()) {
            throw new UsageException(this.command.name() + " needs " + String.join(" and ", needed) + ".");
        }
        if (this.operands.size() > possible.size()) {
            throw new UsageException(this.command.name() + " takes " + String.join(" and ", possible)
                    + " and no more; what is '" + this.operands.get(possible.size()) + "'?");
        }
    }

    /** An operand that is a path, absolute. */
    Path path(int index) {
        String text = this.operands.get(index);
        try {
            return Path.of(text).toAbsolutePath().normalize();
        }
        catch (InvalidPathException ex) {
            throw new UsageException("'" + text + "' is no path here: " + ex.getReason() + ".");
        }
    }

    /** An operand, empty if it is one that need not be there, and is not. */
    Optional<String> operand(int index) {
        return (index < this.operands.size()) ? Optional.of(this.operands.get(index)) : Optional.empty();
    }

    boolean has(Command.Option option) {
        return this.options.containsKey(option.name());
    }

    Optional<String> value(Command.Option option) {
        return Optional.ofNullable(this.options.get(option.name()));
    }

}
