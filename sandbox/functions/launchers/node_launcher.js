// The launcher of Node.js functions; runs in the function's process after MiniStack's prelude, which defines `readline`, `path`, `patchAwsSdk` and `_realStdoutWrite`.
// It follows Lambda's runtime interface client: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client

const { existsSync } = require("fs");
const { pathToFileURL } = require("url");

const END_OF_LOG = "\0end of the log\0";

class FaultError extends Error {
  constructor(kind, message) {
    super(message);
    this.name = kind;
  }
}

function answer(document) {
  fs.writeSync(2, END_OF_LOG + "\n");
  _realStdoutWrite(JSON.stringify(document) + "\n");
}

// Lambda's error response and log for a failed function.
function errorOf(failure) {
  const isError = failure instanceof Error;
  const document = {
    errorType: isError ? failure.name : typeof failure,
    errorMessage: isError ? failure.message : String(failure),
    trace: isError ? String(failure.stack).split("\n") : [],
  };
  fs.writeSync(2, "ERROR\tInvoke Error\t" + JSON.stringify(document) + "\n");
  return document;
}

async function load(name) {
  const [, folder, module, handlerName] = /^(.*\/)?([^/.]+)\.(.+)$/.exec(name) || [];
  if (!module) throw new FaultError("Runtime.MalformedHandlerName", "Bad handler");
  const base = path.resolve(process.env.LAMBDA_TASK_ROOT, folder || "", module);
  let loaded;
  try {
    loaded = await loadModule(base);
  } catch (failure) {
    if (failure instanceof SyntaxError) throw new FaultError("Runtime.UserCodeSyntaxError", String(failure));
    const isMissing = ["MODULE_NOT_FOUND", "ERR_MODULE_NOT_FOUND", "ENOENT"].includes(failure && failure.code);
    if (isMissing || /has no stub for/.test(failure && failure.message)) throw new FaultError("Runtime.ImportModuleError", String(failure));
    throw failure;
  }
  const found = handlerName.split(".").reduce((value, part) => value && value[part], loaded)
    ?? handlerName.split(".").reduce((value, part) => value && value[part], loaded.default);
  if (found === undefined) throw new FaultError("Runtime.HandlerNotFound", `${name} is undefined or not exported`);
  if (typeof found !== "function") throw new FaultError("Runtime.HandlerNotFound", `${name} is not a function`);
  return found;
}

async function loadModule(base) {
  const file = [base, base + ".js", base + ".mjs", base + ".cjs"].find((candidate) => existsSync(candidate)) || base;
  if (file.endsWith(".mjs")) return import(pathToFileURL(file).href);
  try {
    return require(file);
  } catch (failure) {
    if (!["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE"].includes(failure.code)) throw failure;
    return import(pathToFileURL(file).href);
  }
}

function contextOf(request, settle) {
  const deadline = Date.now() + request.timeout_seconds * 1000;
  return {
    awsRequestId: request.request_id,
    invokedFunctionArn: request.function_arn,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done: settle,
    succeed: (result) => settle(null, result),
    fail: (failure) => settle(failure || new Error("handled")),
  };
}

// The variables that change per invocation; null removes one.
function setVariables(variables) {
  for (const [name, value] of Object.entries(variables)) {
    if (value === null) delete process.env[name];
    else process.env[name] = value;
  }
}

function call(handler, request) {
  return new Promise((resolve) => {
    const settle = (failure, result) => resolve(failure ? { error: errorOf(failure) } : { result: result === undefined ? null : result });
    // An uncaught error ends the invocation, as in Lambda.
    process.removeAllListeners("unhandledRejection").once("unhandledRejection", (reason) => {
      settle(new FaultError("Runtime.UnhandledPromiseRejection", String(reason)));
    });
    process.removeAllListeners("uncaughtException").once("uncaughtException", (failure) => settle(failure));
    try {
      const result = handler(request.event, contextOf(request, settle), settle);
      if (result && typeof result.then === "function") result.then((value) => settle(null, value), settle);
      else if (handler.length < 3 && result !== undefined) settle(null, result);
    } catch (failure) {
      settle(failure);
    }
  });
}

(async () => {
  // Subscribed immediately: lines that arrive before a listener are lost.
  const requests = readline.createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();
  patchAwsSdk();
  let handler;
  try {
    handler = await load(process.env._HANDLER);
  } catch (failure) {
    answer({ error: errorOf(failure) });
    process.exit(1);
  }
  answer({ ready: true });
  for await (const line of requests) {
    const request = JSON.parse(line);
    setVariables(request.variables);
    answer(await call(handler, request));
  }
  process.exit(0);
})();
