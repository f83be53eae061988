Console.Error.WriteLine("usage: deployment/local/up");
return 2;
