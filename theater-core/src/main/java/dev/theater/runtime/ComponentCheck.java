package dev.theater.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.theater.actor.ActorComponent;
import dev.theater.actor.GuestExport;
import dev.theater.component.Component;
import dev.theater.component.ComponentExport;
import dev.theater.component.ComponentImport;
import dev.theater.component.HostInterface;
import dev.theater.component.ItemKind;
import dev.theater.component.binary.MalformedComponentException;
import dev.theater.component.type.ComponentException;
import dev.theater.component.type.FunctionType;
import dev.theater.host.HostRegistry;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.LoadProblem;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/** Whether a manifest's component is an actor, and says what is wrong if it is not. */
final class ComponentCheck {

	private static final int SHOWN_BYTES = 4;

	private static final int LONGEST = 20_000;

	private final HostRegistry hosts;

	private final String source;

	private final String file;

	private final boolean forGuest;

	/**
	 * @param source the manifest's name
	 * @param file the component's file name
	 * @param forGuest whether a guest is told, which may have named any file
	 */
	ComponentCheck(HostRegistry hosts, String source, String file, boolean forGuest) {
		this.hosts = hosts;
		this.source = source;
		this.file = file;
		this.forGuest = forGuest;
	}

	/** Refuses a component that imports what nobody offers or what is not granted. */
	void imports(Component component, Set<String> granted) {
		List<String> unknown = new ArrayList<>();
		List<String> interfaces = new ArrayList<>();
		List<String> missing = new ArrayList<>();
		List<String> handlers = new ArrayList<>();
		for (ComponentImport imported : component.imports()) {
			String name = imported.name();
			if (isUnknown(imported)) {
				interfaces.add(name);
				unknown.add(name + " (" + String.join(", ", imported.functions().keySet()) + ")");
			}
			this.hosts.offering(name).filter((handler) -> !granted.contains(handler)).ifPresent((handler) -> {
				handlers.add(handler);
				missing.add(name + " (grant it with [[handler]] type = \"" + handler + "\")");
			});
		}
		if (!unknown.isEmpty()) {
			throw refused(new LoadProblem.NotOffered(this.source, interfaces),
					"imports what no host handler offers: " + String.join(", ", unknown) + "; this runtime's offer: "
							+ offer() + "; register a HostHandler that offers it, or build the component without it");
		}
		if (!missing.isEmpty()) {
			throw refused(new LoadProblem.NotGranted(this.source, handlers),
					"imports what the manifest does not grant: " + String.join(", ", missing));
		}
	}

	/**
	 * Interfaces of types alone, and names with a version, are for the linker to judge.
	 */
	private boolean isUnknown(ComponentImport imported) {
		return imported.kind() == ItemKind.INTERFACE && !imported.functions().isEmpty()
				&& imported.name().indexOf('@') < 0 && this.hosts.offering(imported.name()).isEmpty();
	}

	private String offer() {
		return this.hosts.interfaces(this.hosts.names())
			.stream()
			.map(HostInterface::name)
			.filter((name) -> this.hosts.offering(name).isPresent())
			.collect(Collectors.joining(", "));
	}

	/** Refuses a component that no actor can be made of. */
	void exports(Component component) {
		FunctionType init = type(GuestExport.INIT);
		if (component.exportedFunction(GuestExport.INIT.interfaceName(), GuestExport.INIT.function()).isEmpty()) {
			throw refused(noActor(), "does not export " + GuestExport.INIT + ", as every actor must:\n  " + init
					+ "\nIt exports " + exported(component) + "; build it for one of the worlds in theater.wit");
		}
	}

	private static String exported(Component component) {
		String names = component.exports()
			.stream()
			.map(ComponentExport::name)
			.sorted()
			.collect(Collectors.joining(", "));
		return names.isEmpty() ? "nothing" : names;
	}

	/** Refuses a component whose exports have not the types that the runtime calls. */
	void types(ActorComponent component) {
		this.hosts.exports()
			.forEach((export,
					type) -> component.type(export).filter((actual) -> !actual.equals(type)).ifPresent((actual) -> {
						throw refused(noActor(),
								"exports " + export + " as\n  " + actual + "\nand not, as it must, as\n  " + type);
					}));
	}

	private FunctionType type(GuestExport export) {
		Map<GuestExport, FunctionType> types = this.hosts.exports();
		FunctionType type = types.get(export);
		if (type == null) {
			throw new IllegalStateException("nobody declared " + export);
		}
		return type;
	}

	/** Says why a component cannot be linked. */
	HandlerErrorException unusable(ComponentException why) {
		return unusable(why, "");
	}

	/** Says why a file cannot be loaded. */
	HandlerErrorException unusable(ComponentException why, byte[] bytes) {
		return unusable(why,
				(why instanceof MalformedComponentException)
						? "\nThe file has " + bytes.length + " bytes"
								+ ((bytes.length > 0) ? ", the first: " + start(bytes) : "") + ". " + advice(bytes)
						: "");
	}

	private HandlerErrorException unusable(ComponentException why, String hint) {
		String problem = this.forGuest ? forGuests(why) : why.getMessage() + hint;
		return new HandlerErrorException(Reason.LOAD, text("cannot be used: " + problem),
				new LoadProblem.Unusable(this.source, this.file), why);
	}

	/**
	 * Nothing of the content of a file that is no component, and nothing of the host that
	 * cannot load one.
	 */
	private static String forGuests(ComponentException why) {
		if (why instanceof MalformedComponentException) {
			return "malformed component: it is no component, or has been damaged";
		}
		return isOfTheHost(why) ? "the runtime cannot load it; its log says why" : String.valueOf(why.getMessage());
	}

	/** The JVM had not enough of something, or does not take the compiler's code. */
	private static boolean isOfTheHost(ComponentException failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof VirtualMachineError || cause instanceof LinkageError) {
				return true;
			}
		}
		return false;
	}

	private static String start(byte[] bytes) {
		return HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(bytes, Math.min(SHOWN_BYTES, bytes.length)));
	}

	private static String advice(byte[] bytes) {
		if (bytes.length > 0 && bytes[0] == '(') {
			return "It looks like WebAssembly text; make a binary of it with: wasm-tools parse";
		}
		boolean wasm = bytes.length >= SHOWN_BYTES && start(bytes).equals("00 61 73 6d");
		return wasm ? "It begins as WebAssembly does; has it been cut off or changed on its way?"
				: "A component begins with 00 61 73 6d; was another file meant?";
	}

	private LoadProblem noActor() {
		return new LoadProblem.NoActor(this.source, this.file);
	}

	private HandlerErrorException refused(LoadProblem about, String problem) {
		return new HandlerErrorException(Reason.LOAD, text(problem), about, null);
	}

	/** Names in a component may have millions of characters. */
	private String text(String problem) {
		String text = this.source + ": component '" + this.file + "' " + problem;
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text;
	}

}
