package dev.theater.component.wasm;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.SectionId;
import dev.theater.component.wasm.WasmLoadException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Says why the engine's compiler does not take a module. A function that is too large for
 * a method of the JVM is named, as far as the module has a name for it.
 */
final class CompilerRefusal {

	/** How the engine tells which function it is. */
	private static final Pattern FUNCTION = Pattern.compile("WASM function index: (\\d{1,9})|\\bfunc_(\\d{1,9})");

	private static final int HEADER = 8;

	/** The part of the name section that names functions. */
	private static final int FUNCTION_NAMES = 1;

	private static final int LONGEST_NAME = 100;

	private CompilerRefusal() {
	}

	static WasmLoadException of(Throwable failure, WasmModule module, byte[] binary) {
		String message = String.valueOf(failure.getMessage());
		boolean large = (failure instanceof ChicoryException && message.matches("(?s).*(too large|exceeds the Java).*"))
				|| failure.getClass().getSimpleName().endsWith("TooLargeException");
		if (!large) {
			return new WasmLoadException(Reason.UNSUPPORTED, "module cannot be compiled: " + message, failure);
		}
		Matcher function = FUNCTION.matcher(message);
		if (!function.find()) {
			return new WasmLoadException(Reason.LIMIT, "module cannot be compiled: " + message, failure);
		}
		int index = Integer.parseInt((function.group(1) != null) ? function.group(1) : function.group(2));
		String name = name(index, module, binary);
		return new WasmLoadException(Reason.LIMIT, "module cannot be compiled: function " + index
				+ ((name != null) ? " ('" + name + "')" : "")
				+ " needs more code than the 64 KB that a method of the JVM may have; split it, or compile it for size",
				failure);
	}

	private static @Nullable String name(int index, WasmModule module, byte[] binary) {
		String name = null;
		try {
			name = inNameSection(index, binary);
		}
		catch (WasmLoadException damaged) {
			// nobody validates the name section, and the export may help
		}
		for (int i = 0; name == null && i < module.exportSection().exportCount(); i++) {
			Export export = module.exportSection().getExport(i);
			if (export.exportType() == ExternalType.FUNCTION && export.index() == index) {
				name = export.name();
			}
		}
		return (name != null) ? shown(name) : null;
	}

	private static @Nullable String inNameSection(int index, byte[] binary) {
		BinaryCursor in = new BinaryCursor(binary, HEADER);
		while (in.left() > 0) {
			int id = in.octet();
			int size = in.count();
			int next = in.position() + size;
			if (id == SectionId.CUSTOM) {
				in.limit(next);
				if ("name".equals(text(in, binary))) {
					return ofFunction(index, in, binary);
				}
				in.unlimit();
			}
			in.skip(next - in.position());
		}
		return null;
	}

	private static @Nullable String ofFunction(int index, BinaryCursor in, byte[] binary) {
		while (in.left() > 0) {
			int part = in.octet();
			if (part != FUNCTION_NAMES) {
				in.skipBytes();
				continue;
			}
			in.count();
			int names = in.count();
			for (int i = 0; i < names; i++) {
				long function = in.number();
				String name = text(in, binary);
				if (function == index) {
					return name;
				}
			}
			return null;
		}
		return null;
	}

	private static String text(BinaryCursor in, byte[] binary) {
		int length = in.skipName();
		return new String(binary, in.position() - length, length, StandardCharsets.UTF_8);
	}

	/** Names are the guest's: an error message takes little of them, and only print. */
	private static String shown(String name) {
		String printable = name.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
		return (printable.length() > LONGEST_NAME) ? printable.substring(0, LONGEST_NAME) + "…" : printable;
	}

}
