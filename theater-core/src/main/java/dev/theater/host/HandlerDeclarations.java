package dev.theater.host;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.actor.GuestExport;
import dev.theater.component.HostInterface;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;

/** What one handler has declared: interfaces for guests, and exports of guests. */
final class HandlerDeclarations implements HostFunctions, ExportFunctions {

	private final String handler;

	private final boolean builtIn;

	private final Map<String, HostInterface.Builder> interfaces = new LinkedHashMap<>();

	private final Map<GuestExport, FunctionType> exports = new LinkedHashMap<>();

	HandlerDeclarations(HostHandler handler) {
		this.handler = handler.name();
		this.builtIn = handler instanceof BuiltInHandler;
		handler.setUpHostFunctions(this);
		handler.addExportFunctions(this);
	}

	@Override
	public HandlerDeclarations type(String interfaceName, String name, ValueType type) {
		builder(interfaceName).type(name, type);
		return this;
	}

	@Override
	public HandlerDeclarations function(String interfaceName, String name, FunctionType type, Function function) {
		HostBinding binding = new HostBinding(this.handler, this.builtIn, interfaceName, name, type, function);
		builder(interfaceName).function(name, type, binding);
		return this;
	}

	@Override
	public HandlerDeclarations function(String interfaceName, String name, FunctionType type) {
		this.exports.put(new GuestExport(interfaceName, name), type);
		return this;
	}

	private HostInterface.Builder builder(String interfaceName) {
		return this.interfaces.computeIfAbsent(interfaceName, HostInterface::builder);
	}

	Map<String, HostInterface> interfaces() {
		Map<String, HostInterface> built = new LinkedHashMap<>();
		this.interfaces.forEach((name, builder) -> built.put(name, builder.build()));
		return built;
	}

	Map<GuestExport, FunctionType> exports() {
		return this.exports;
	}

}
